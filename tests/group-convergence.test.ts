import assert from 'node:assert/strict';

import type { Client } from '../testkit/client.ts';
import type { CreatedEvent } from '../testkit/events.ts';
import { seededRandom } from '../testkit/seeded-random.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { arrangeUsers, openGroup, uidsOf } from './groups-helpers.ts';
import { newMessageId, send, writeDirectly } from './helpers.ts';

const ROUNDS = Number(process.env['PARLEY_ROUNDS'] ?? 8);
const STEPS = 20;

/** What may be refused where others were faster. */
const REFUSALS = new Set([
  'CHAT_NOT_MEMBER',
  'CHAT_INACTIVE',
  'GROUP_ADMINS_ONLY',
  'GROUP_OWNER_ONLY',
  'GROUP_NEEDS_OWNER',
  'MEMBER_NOT_FOUND',
  'POSTING_ADMINS_ONLY',
  'MESSAGE_NUMBER_OUT_OF_RANGE',
]);

/**
 * Random histories of one group, in which members come, go, rise, fall, send and read at once, and every
 * event comes one to three times in any order. At rest everything follows from the group alone.
 */
describe('at rest, everything of a group follows from the group', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  for (let round = 1; round <= ROUNDS; round += 1) {
    const seed = Number(process.env['PARLEY_SEED'] ?? Date.now() + round * 7919);
    // The seed is part of the name, so that a failure can be replayed: PARLEY_SEED=<seed> npm test.
    it(`round ${round}, seed ${seed}`, () => play(seed, round));
  }

  async function play(seed: number, round: number): Promise<void> {
    const random = seededRandom(seed);
    const users = uidsOf(`c${round}-${world.projectId}-`, 6);
    const [first = '', second = ''] = users;
    await Promise.all([first, second].map((uid) => world.addUser(uid)));
    await arrangeUsers(world, users.slice(2));
    for (const uid of users) {
      await world.call(uid, 'registerDevice', { device_id: 'd', token: uid, platform: 'ios' });
    }
    const clients = new Map<string, Client>();
    for (const uid of [first, second]) clients.set(uid, await world.client(uid));
    const chat_id = await openGroup(world, first, users.slice(1, 4));
    const events: CreatedEvent[] = [];
    const someone = () => users[random.int(users.length)] ?? '';

    const act = async (): Promise<void> => {
      const [uid, user_id] = [someone(), someone()];
      const action = random.int(12);
      if (action <= 2) {
        const { message_id } = await send(world, uid, chat_id, 'call');
        events.push(await world.messageEvent(chat_id, message_id));
      } else if (action === 3) {
        const writer = random.int(2) === 0 ? first : second;
        const id = newMessageId();
        await writeDirectly(clients.get(writer) as Client, writer, chat_id, 'write', id);
        events.push(await world.messageEvent(chat_id, id));
      } else if (action <= 5) {
        const { total_messages_count } = await world.group(chat_id);
        const name = action === 4 ? 'markRead' : 'markDelivered';
        const message_number = random.int(total_messages_count + 1);
        await world.call(uid, name, { chat_id, message_number });
      } else if (action <= 7) {
        await world.call(uid, 'addMembers', { chat_id, user_ids: [user_id, someone()] });
      } else if (action === 8) {
        await world.call(uid, 'removeMember', { chat_id, user_id });
      } else if (action === 9) {
        if (random.int(2) === 0) await world.call(uid, 'leaveGroup', { chat_id });
        else await world.call(uid, 'updateGroup', { chat_id, title: `T${random.int(3)}` });
      } else if (action === 10) {
        const role = (['owner', 'admin', 'member'] as const)[random.int(3)];
        await world.call(uid, 'setRole', { chat_id, user_id, role });
      } else if (events.length > 0) {
        await world.deliver(events[random.int(events.length)] as CreatedEvent);
      }
    };
    const step = () =>
      act().catch((error: { code?: string; details?: { reason?: string } }) => {
        const known =
          error.code === 'permission-denied' || REFUSALS.has(error.details?.reason ?? '');
        if (!known) throw error;
      });
    for (let done = 0; done < STEPS; done += 4) {
      // Slow enough that every message is numbered, and pushed, by itself.
      world.clock.advance(5);
      await Promise.all([step(), step(), step(), step()]);
    }

    const deliveries = events.flatMap((event) =>
      Array<CreatedEvent>(1 + random.int(3)).fill(event),
    );
    await Promise.all(random.shuffle(deliveries).map((event) => world.deliver(event)));
    await world.drain();
    await assertAtRest(chat_id, users);
  }

  async function assertAtRest(chat_id: string, users: readonly string[]): Promise<void> {
    const chat = await world.group(chat_id);
    const { members, total_messages_count: total } = chat;
    const docs = (await world.admin.collection(`chats/${chat_id}/members`).get()).docs;
    const messages = (
      await world.admin.collection(`chats/${chat_id}/messages`).orderBy('message_number').get()
    ).docs;
    const sorted = members.toSorted();
    assert.equal(new Set(members).size, members.length);
    for (const uids of [
      Object.keys(chat.roles),
      Object.keys(chat.usernames),
      docs.map(({ id }) => id),
    ]) {
      assert.deepEqual(uids.toSorted(), sorted);
    }
    const owners = Object.values(chat.roles).filter((role) => role === 'owner');
    assert.equal(owners.length, members.length === 0 ? 0 : 1);
    assert.equal(chat.active, members.length > 0);
    assert.deepEqual(
      messages.map((doc) => Number(doc.get('message_number'))),
      Array.from({ length: total }, (_, index) => index + 1),
    );
    for (const uid of users) {
      const event = await world.event(uid);
      const pushes = await world.inbox.pushes({ token: uid });
      const pushed = pushes.map(
        ({ message }) => (message['data'] as { message_id: string }).message_id,
      );
      assert.equal(new Set(pushed).size, pushed.length, 'nothing is pushed twice');
      const texts = messages.filter((doc) => doc.get('type') === 'TEXT');
      const own = texts.filter((doc) => doc.get('from_user') === uid).map(({ id }) => id);
      assert.ok(!pushed.some((id) => own.includes(id)), 'nobody is pushed his own message');
      if (!members.includes(uid)) {
        assert.ok(!JSON.stringify(event).includes(chat_id), `nothing is left with ${uid}`);
        continue;
      }
      const read = event.read?.[chat_id] ?? NaN;
      const member = docs.find(({ id }) => id === uid);
      const [joined, shown, delivered] = ['joined_number', 'read_number', 'delivered_number'].map(
        (field) => Number(member?.get(field)),
      ) as [number, number, number];
      assert.ok(joined < read && read <= delivered && delivered <= total);
      assert.equal(shown, read);
      assert.equal(event.unread[chat_id], total - read, `unread of ${uid}`);
      const missing = texts.filter(
        (doc) =>
          Number(doc.get('message_number')) > read &&
          doc.get('from_user') !== uid &&
          !pushed.includes(doc.id),
      );
      assert.deepEqual(
        missing.map(({ id }) => id),
        [],
        `every unread message was pushed to ${uid}`,
      );
    }
  }
});
