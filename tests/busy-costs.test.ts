import assert from 'node:assert/strict';

import { encodeFields } from '../functions/src/store/codec.ts';
import { openWorld, type Cost, type World } from '../testkit/world.ts';
import { advanceMillis, assertSettled } from './busy-helpers.ts';
import { arrangeUsers, uidsOf } from './groups-helpers.ts';
import { arrangeGroup, newMessageId, send } from './helpers.ts';

const SENDERS = 10;

/** A minute at 20 messages a second is 60 batches of 20, in a large group 12 of 100. */
const GROUPS = [
  { members: 10, messages: 20 },
  { members: 100, messages: 20 },
  { members: 1000, messages: 100 },
];

/** The figures of docs/busy-groups.md: one batch, beside one message of the same group numbered by itself. */
describe('what a busy group costs', function () {
  this.timeout(120_000);
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  for (const { members, messages } of GROUPS) {
    it(`of ${members}: ${messages} messages in one batch, beside one by itself`, async () => {
      const users = uidsOf(`c${members}-${world.projectId}-`, members);
      await arrangeUsers(world, users);
      const chat_id = newMessageId();
      await arrangeGroup(world, chat_id, users);
      world.clock.advance(60);
      // Also what an instance reads twice a minute, for all calls together.
      await send(world, users[0] ?? '', chat_id, 'x');
      await world.drain();
      const others = members - 1;

      const { cost: plain } = await world.measure(async () => {
        await send(world, users[0] ?? '', chat_id, 'x');
        await world.drain();
      });
      // Nobody has a device here, and looking for one is a read.
      const alone: Cost = { reads: 3 + 2 * others, writes: 4 + others, deletes: 0, invocations: 1 };
      assert.deepEqual(plain, alone);

      const busy_until = world.clock.now().plusSeconds(60);
      await world.admin.doc(`chats/${chat_id}`).update(encodeFields({ busy_until }));
      const writes = world.writesOf(`chats/${chat_id}`);
      const { cost: batch } = await world.measure(async () => {
        for (let index = 0; index < messages; index += 1) {
          await send(world, users[index % SENDERS] ?? '', chat_id, 'x');
          advanceMillis(world, 1);
        }
        await world.drain();
      });
      assert.equal(world.writesOf(`chats/${chat_id}`) - writes, 1);
      // The task after it, which finds nothing: the chat, the state, and the query.
      const LAST = { reads: 3, invocations: 1 };
      assert.deepEqual(batch, {
        reads: messages + (2 + messages + SENDERS + members + others + 1) + LAST.reads,
        writes: messages + (messages + 2 + 2 * SENDERS + others + 1),
        deletes: 0,
        invocations: messages + 1 + LAST.invocations,
      });
      await assertSettled(world, chat_id);
    });
  }
});
