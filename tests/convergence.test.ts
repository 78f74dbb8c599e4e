import assert from 'node:assert/strict';

import type { DocumentSnapshot } from '@google-cloud/firestore';

import type { Instant } from '../functions/src/kernel/instant.ts';
import { decode } from '../functions/src/store/codec.ts';
import type { CreatedEvent } from '../testkit/events.ts';
import { seededRandom, type SeededRandom } from '../testkit/seeded-random.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { openChat, send, writeDirectly } from './helpers.ts';

const ROUNDS = Number(process.env['PARLEY_ROUNDS'] ?? 12);
const STEPS = 14;

const createdOf = (doc: DocumentSnapshot): Instant => decode(doc.get('created')) as Instant;

/**
 * Random histories of one chat, in which everything happens at once and every event comes one to three
 * times in any order. Whatever happened, at rest all counters follow from the chat alone.
 */
describe('at rest, everything follows from the chat', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  for (let round = 1; round <= ROUNDS; round += 1) {
    const seed = Number(process.env['PARLEY_SEED'] ?? Date.now() + round * 7919);
    // The seed is part of the name, so that a failure can be replayed: PARLEY_SEED=<seed> npm test.
    it(`round ${round}, seed ${seed}`, () => play(seed, `${round}`));
  }

  async function play(seed: number, round: string): Promise<void> {
    const random = seededRandom(seed);
    const users = [`low-${round}`, `xhigh-${round}`] as const;
    for (const uid of users) {
      await world.addUser(uid);
      const token = `${uid}-${world.projectId}`;
      await world.call(uid, 'registerDevice', { device_id: 'd', token, platform: 'ios' });
    }
    const chat_id = await openChat(world, ...users);
    const clients = await Promise.all(users.map((uid) => world.client(uid)));
    const events: CreatedEvent[] = [];

    const step = async (): Promise<void> => {
      const who = random.int(2);
      const uid = users[who] ?? '';
      const action = random.int(8);
      if (action <= 1) {
        const { message_id } = await send(world, uid, chat_id, 'call');
        events.push(await world.messageEvent(chat_id, message_id));
      } else if (action === 2) {
        const client = clients[who];
        assert.ok(client);
        const message_id = await writeDirectly(client, uid, chat_id, 'write');
        events.push(await world.messageEvent(chat_id, message_id));
      } else if (action <= 4) {
        const { total_messages_count } = await world.chat(chat_id);
        const name = action === 3 ? 'markRead' : 'markDelivered';
        const message_number = random.int(total_messages_count + 1);
        await world.call(uid, name, { chat_id, message_number });
      } else if (action >= 6) {
        await changeOne(random, uid, chat_id);
      } else if (events.length > 0) {
        const event = events[random.int(events.length)];
        assert.ok(event);
        await world.deliver(event);
      }
    };
    for (let done = 0; done < STEPS; done += 4) await Promise.all([step(), step(), step(), step()]);

    const deliveries = events.flatMap((event) =>
      Array<CreatedEvent>(1 + random.int(3)).fill(event),
    );
    await Promise.all(random.shuffle(deliveries).map((event) => world.deliver(event)));
    await assertAtRest(chat_id, users);
  }

  /** Edits or deletes one of the messages that a user has sent, if any. */
  async function changeOne(random: SeededRandom, uid: string, chat_id: string): Promise<void> {
    const messages = world.admin.collection(`chats/${chat_id}/messages`);
    const { docs: own } = await messages.where('from_user', '==', uid).get();
    const message_id = own[random.int(Math.max(1, own.length))]?.id;
    if (message_id === undefined) return;
    const target = { chat_id, message_id };
    if (random.int(3) === 0) {
      await world.call(uid, 'deleteMessage', { ...target, for: 'everyone' });
      return;
    }
    const edit = world.call(uid, 'editMessage', { ...target, text: `edited ${random.int(100)}` });
    await edit.catch((error: { details?: { reason?: string } }) => {
      assert.equal(error.details?.reason, 'MESSAGE_DELETED');
    });
  }

  async function assertAtRest(chat_id: string, users: readonly string[]): Promise<void> {
    const chat = await world.chat(chat_id);
    const total = chat.total_messages_count;
    const messages = await world.admin
      .collection(`chats/${chat_id}/messages`)
      .orderBy('message_number')
      .get();
    const numbers = messages.docs.map((doc) => Number(doc.get('message_number')));
    assert.deepEqual(
      numbers,
      Array.from({ length: messages.size }, (_, index) => index + 1),
    );
    assert.equal(total, messages.size);

    for (const side of [1, 2] as const) {
      const uid = users[side - 1] ?? '';
      const read = chat[`read_number_user${side}`];
      const delivered = chat[`delivered_number_user${side}`];
      assert.ok(0 <= read && read <= delivered && delivered <= total);
      assert.equal(chat[`last_msg_read_by_user${side}`], read === total);
      const event = await world.event(uid);
      assert.equal(event.unread[chat_id] ?? 0, total - read, `unread of ${uid}`);
      const forHim = messages.docs.filter((doc) => doc.get('from_user') !== uid);
      const news = forHim.some((doc) => Number(doc.get('message_number')) > read);
      // With nothing but late messages of his own unread, the flags may still be up.
      if (news || read === total) {
        assert.equal(chat[`notify_new_message_to_user${side}`], news, `chat's flag for ${uid}`);
        assert.equal(event.notify_new_message, news, `event's flag for ${uid}`);
      }

      const pushes = await world.inbox.pushes({ token: `${uid}-${world.projectId}` });
      const pushed = pushes.map(
        ({ message }) => (message['data'] as { message_id: string }).message_id,
      );
      assert.equal(new Set(pushed).size, pushed.length, 'no message is pushed twice');
      const own = messages.docs.filter((doc) => doc.get('from_user') === uid).map(({ id }) => id);
      assert.ok(!pushed.some((id) => own.includes(id)), 'nobody is pushed his own message');
      const missing = forHim.filter(
        (doc) =>
          Number(doc.get('message_number')) > read &&
          doc.get('deleted') !== true &&
          !pushed.includes(doc.id),
      );
      assert.deepEqual(
        missing.map(({ id }) => id),
        [],
        'every unread message was pushed',
      );
    }
    const latest = messages.docs
      .toSorted(
        (a, b) =>
          createdOf(a).compare(createdOf(b)) ||
          Number(a.get('message_number')) - Number(b.get('message_number')),
      )
      .at(-1);
    assert.equal(chat.last_message?.message_id, latest?.id);
    assert.equal(chat.last_message?.text ?? null, latest?.get('text') ?? null);
    assert.equal(chat.last_message?.deleted, latest?.get('deleted'));
  }
});
