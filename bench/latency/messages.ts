import { Timestamp } from '@google-cloud/firestore';

import { systemRandom } from '../../functions/src/kernel/random.ts';
import type { World } from '../../testkit/world.ts';
import type { Arrivals } from './arrivals.ts';
import type { Chat } from './stage.ts';

/** What was measured of one message, in milliseconds from the moment its sender sends it. */
export interface Sample {
  /** Until the call has its answer. */
  call_ms: number;
  /** Until the recipient's app has the message; in a group, until every app that listens has it. */
  snapshot_ms: number;
  /** Until FCM has the push; in a group, until it has everybody's. */
  push_ms: number;
}

const TEXT = 'Are you at the station yet? I am in the last car, by the window.';

/** Sends a message by callable and waits until it has arrived everywhere. */
export async function sendMessage(
  { chat_id, sender, recipients, devices }: Chat,
  snapshots: Arrivals,
  pushes: Arrivals,
): Promise<Sample> {
  const message_id = systemRandom.id();
  const arrived = [
    snapshots.expect(message_id, recipients.length),
    pushes.expect(message_id, devices),
  ] as const;
  const start = performance.now();
  const answered = sender
    .call('sendMessage', { chat_id, message_id, type: 'TEXT', text: TEXT })
    .then(() => performance.now());
  const [call, snapshot, push] = await Promise.all([answered, ...arrived]);
  return { call_ms: call - start, snapshot_ms: snapshot - start, push_ms: push - start };
}

/**
 * Where {@link writeBare} writes: a collection that the rules let the recipient read exactly as they
 * let him read messages, and of which no trigger hears.
 */
export const barePath = ({ chat_id }: Chat): string => `chats/bare_${chat_id}/members`;

/** Makes the chats of the bare writes: as much of one as the rules ask for. */
export async function prepareBare(world: World, chats: readonly Chat[]): Promise<void> {
  for (const chat of chats) {
    const members = chat.recipients.map(({ uid }) => uid);
    await world.admin.doc(`chats/bare_${chat.chat_id}`).set({ type: 'direct', members });
  }
}

/**
 * The least that any message must cost here: one document of a message's size by the Admin SDK, until
 * the recipient's app has it, or all that listen, in milliseconds.
 */
export async function writeBare(world: World, chat: Chat, snapshots: Arrivals): Promise<number> {
  const id = systemRandom.id();
  const snapshot = snapshots.expect(id, chat.recipients.length);
  const start = performance.now();
  const created = Timestamp.now();
  const message = { from_user: 'sender', type: 'TEXT', text: TEXT, message_number: 1, created };
  const written = world.admin.doc(`${barePath(chat)}/${id}`).create(message);
  const [at] = await Promise.all([snapshot, written]);
  return at - start;
}
