import assert from 'node:assert/strict';

import { MAX_PACE } from '../functions/src/modules/chats/pace.ts';
import type { Client } from '../testkit/client.ts';
import type { CreatedEvent } from '../testkit/events.ts';
import { seededRandom } from '../testkit/seeded-random.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { advanceMillis, assertSettled, messagesOf } from './busy-helpers.ts';
import { arrangeUsers, openGroup, uidsOf } from './groups-helpers.ts';
import { newMessageId, send, writeDirectly } from './helpers.ts';

const SECONDS = 60;
const PER_SECOND = 20;

/** Twenty messages a second for a minute, by both doors, with events and tasks as bad as they come. */
describe('a busy group', function () {
  this.timeout(240_000);
  const seed = Number(process.env['PARLEY_SEED'] ?? Date.now());
  const random = seededRandom(seed);
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  it(`neither loses nor misnumbers, and writes its chat once a second (seed ${seed})`, async () => {
    const users = uidsOf(`b-${world.projectId}-`, 12);
    const writers = users.slice(0, 2);
    await Promise.all(writers.map((uid) => world.addUser(uid)));
    await arrangeUsers(world, users.slice(2));
    for (const uid of users) {
      await world.call(uid, 'registerDevice', { device_id: 'd', token: uid, platform: 'ios' });
    }
    const clients = new Map<string, Client>();
    for (const uid of writers) clients.set(uid, await world.client(uid));
    const chat_id = await openGroup(world, users[0] ?? '', users.slice(1));
    world.clock.advance(60);
    const writes = () => world.writesOf(`chats/${chat_id}`);
    const sent = new Set<string>();
    let numbered = 0;

    const sendOne = async (index: number): Promise<CreatedEvent> => {
      const message_id = newMessageId();
      sent.add(message_id);
      if (index % 5 === 0) {
        const uid = writers[random.int(2)] ?? '';
        await writeDirectly(clients.get(uid) as Client, uid, chat_id, 'write', message_id);
      } else {
        // Enough of them that each stays below what he may send.
        const uid = users[2 + random.int(10)] ?? '';
        const { message_number } = await send(world, uid, chat_id, 'call', message_id);
        if (message_number !== null) numbered += 1;
      }
      return world.messageEvent(chat_id, message_id);
    };

    /** An attempt that may die at one of its first writes; a dead one is to be made again. */
    const survives = async (act: () => Promise<unknown>): Promise<boolean> => {
      let left = random.int(4) === 0 ? random.int(3) : Infinity;
      const when = random.int(2) === 0 ? 'before' : 'after';
      world.crash((method) => {
        if (method !== 'Commit' && method !== 'BatchWrite') return undefined;
        left -= 1;
        return left >= 0 ? undefined : when;
      });
      try {
        await act();
        return true;
      } catch {
        return false;
      } finally {
        world.crash(undefined);
      }
    };

    let late: CreatedEvent[] = [];
    const perSecond: number[] = [];
    for (let second = 0; second < SECONDS; second += 1) {
      const before = writes();
      for (let index = 0; index < PER_SECOND; index += 1) {
        const event = await sendOne(second * PER_SECOND + index);
        late.push(...Array<CreatedEvent>(1 + random.int(2)).fill(event));
        advanceMillis(world, 1000 / PER_SECOND);
      }
      // Most events come now, some again, some much later, in any order.
      const shuffled = random.shuffle(late);
      late = shuffled.splice(0, 10);
      for (const event of shuffled)
        if (!(await survives(() => world.deliver(event)))) late.push(event);
      const now = world.clock.now();
      const due = world.tasks.waiting.filter((task) => task.due.compare(now) <= 0);
      for (let index = 0; index < due.length; index += 1) {
        const task = world.tasks.take();
        assert.ok(task);
        const lives = await survives(() => world.runTask(task));
        if (!lives || random.int(4) === 0) world.tasks.again(task);
      }
      if (second % 7 === 0) {
        const { total_messages_count } = await world.group(chat_id);
        const message_number = random.int(total_messages_count + 1);
        await world.call(users[11] ?? '', 'markRead', { chat_id, message_number });
      }
      perSecond.push(writes() - before);
    }
    for (const event of random.shuffle(late)) await world.deliver(event);
    await world.drain();

    await assertSettled(world, chat_id);
    const messages = await messagesOf(world, chat_id);
    const texts = messages.filter(({ type }) => type === 'TEXT');
    assert.equal(sent.size, SECONDS * PER_SECOND);
    assert.deepEqual(new Set(texts.map(({ id }) => id)), sent, 'none is lost, none comes twice');

    const [first = 0, ...rest] = perSecond;
    assert.ok(first <= MAX_PACE + 1, `${first} writes of the chat before it is busy`);
    assert.ok(
      rest.every((count) => count <= 2),
      `writes of the chat by second: ${perSecond}`,
    );
    const total = rest.reduce((sum, count) => sum + count, 0);
    assert.ok(total <= SECONDS * 1.2, `${total} writes of the chat in ${SECONDS - 1} seconds`);
    assert.ok(numbered <= MAX_PACE + 1, 'what came by callable was numbered at once before that');

    for (const uid of users) {
      const pushes = await world.inbox.pushes({ token: uid });
      const ids = pushes.map(
        ({ message }) => (message['data'] as { message_id: string }).message_id,
      );
      assert.equal(new Set(ids).size, ids.length, 'nothing is pushed twice');
      const own = texts.filter(({ from_user }) => from_user === uid).map(({ id }) => id);
      assert.ok(!ids.some((id) => own.includes(id)), 'nobody is pushed his own message');
      assert.ok(ids.length >= SECONDS / 2, `${ids.length} pushes, lost to deaths at most`);
      // Those before it was busy, and one for each batch.
      assert.ok(ids.length <= 1.2 * SECONDS + MAX_PACE + 1, `${ids.length} pushes`);
    }
  });
});
