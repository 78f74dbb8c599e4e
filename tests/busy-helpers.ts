import assert from 'node:assert/strict';

import { Instant } from '../functions/src/kernel/instant.ts';
import { MAX_PACE } from '../functions/src/modules/chats/pace.ts';
import type { Message } from '../functions/src/modules/messages/model.ts';
import { decode } from '../functions/src/store/codec.ts';
import type { World } from '../testkit/world.ts';
import { send } from './helpers.ts';

/** Lets so many messages come at once that the group numbers in batches from the next one on. */
export async function makeBusy(world: World, chat_id: string, senders: string[]): Promise<void> {
  for (let index = 0; index <= MAX_PACE; index += 1) {
    const { message_number } = await send(
      world,
      senders[index % senders.length] ?? '',
      chat_id,
      'x',
    );
    assert.ok(message_number !== null, 'the message that makes a group busy has its number');
  }
  await world.drain();
}

/** Moves the clock on by part of a second. */
export function advanceMillis(world: World, millis: number): void {
  world.clock.set(Instant.fromMillis(world.clock.now().toMillis() + millis));
}

/** Runs what is due by now, and nothing else. */
export async function runDueTasks(world: World): Promise<void> {
  for (;;) {
    const task = world.tasks.waiting[0];
    if (task === undefined || task.due.compare(world.clock.now()) > 0) return;
    world.tasks.take();
    await world.runTask(task);
  }
}

export type Listed = Message & { id: string };

/** All messages of a chat, by number. */
export async function messagesOf(world: World, chat_id: string): Promise<Listed[]> {
  const found = await world.admin.collection(`chats/${chat_id}/messages`).get();
  const listed = found.docs.map((doc) => ({ id: doc.id, ...(decode(doc.data()) as Message) }));
  return listed.toSorted((a, b) => (a.message_number ?? 0) - (b.message_number ?? 0));
}

/** That numbers have no gap, nothing waits, and counts and receipts follow from the group. */
export async function assertSettled(world: World, chat_id: string): Promise<void> {
  const chat = await world.group(chat_id);
  const { total_messages_count: total } = chat;
  const messages = await messagesOf(world, chat_id);
  assert.deepEqual(
    messages.map(({ message_number }) => message_number),
    Array.from({ length: total }, (_, index) => index + 1),
  );
  assert.deepEqual(
    messages.filter(({ queued_at }) => queued_at !== undefined),
    [],
  );
  const state = await world.read(`chats/${chat_id}/numbering/state`);
  assert.equal(state?.['fanned_out'], state?.['numbered']);
  assert.equal(state?.['due_at'], undefined);
  const shown = messages.toSorted(
    (a, b) => a.created.compare(b.created) || (a.message_number ?? 0) - (b.message_number ?? 0),
  );
  assert.equal(chat.last_message?.message_id, shown.at(-1)?.id, 'the preview is the latest');
  assert.equal(chat.last_message?.message_number, shown.at(-1)?.message_number);
  for (const uid of chat.members) {
    const event = await world.event(uid);
    const read = event.read?.[chat_id] ?? NaN;
    assert.equal(event.unread[chat_id], total - read, `unread of ${uid}`);
    const member = await world.read(`chats/${chat_id}/members/${uid}`);
    const [shown_read, delivered] = [member?.['read_number'], member?.['delivered_number']].map(
      Number,
    );
    assert.equal(shown_read, read, `what others see of ${uid}`);
    assert.ok((delivered ?? NaN) >= read && (delivered ?? NaN) <= total);
    const own = messages.filter(
      ({ from_user, batched }) => from_user === uid && batched?.door !== 'direct',
    );
    const last_sent = own.at(-1)?.message_number ?? 0;
    assert.ok(read >= last_sent || own.at(-1)?.type === 'SYSTEM', `${uid} has read what he sent`);
  }
}
