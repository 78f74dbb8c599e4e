import assert from 'node:assert/strict';

import { openWorld, type World } from '../testkit/world.ts';
import { openGroup } from './groups-helpers.ts';
import { newMessageId, newPair, openChat, refuses, send, writeDirectly } from './helpers.ts';

/** An app that lost the answer sends again; what has changed since is not its message's concern. */
describe('a message sent again when it would be refused', () => {
  let world: World;
  let low: string;
  let high: string;
  let message_id: string;
  before(async () => {
    world = await openWorld();
  });
  beforeEach(async () => {
    ({ low, high } = await newPair(world));
    message_id = newMessageId();
  });
  after(() => world.close());

  const group = () => openGroup(world, low, [high]);
  const block = (by: string, user_id: string) => world.call(by, 'blockUser', { user_id });
  const set = (chat_id: string, fields: object) =>
    world.admin.doc(`chats/${chat_id}`).update({ ...fields });

  for (const [what, reason, open, change] of [
    ['a block', 'USER_BLOCKED', () => openChat(world, low, high), () => block(low, high)],
    [
      'a block of his own',
      'USER_BLOCKED',
      () => openChat(world, low, high),
      () => block(high, low),
    ],
    [
      'the group became a channel',
      'POSTING_ADMINS_ONLY',
      group,
      (chat_id: string) => world.call(low, 'updateGroup', { chat_id, posting: 'admins' }),
    ],
    [
      'the chat was closed',
      'CHAT_INACTIVE',
      group,
      (chat_id: string) => set(chat_id, { active: false }),
    ],
  ] as const) {
    it(`after ${what}: its first result, and what is new is refused`, async () => {
      const chat_id = await open();
      const first = await send(world, high, chat_id, 'x', message_id);
      await change(chat_id);
      const again = () => send(world, high, chat_id, 'x', message_id);
      const { cost } = await world.measure(again);
      assert.deepEqual([cost.reads, cost.writes], [2, 0]);
      assert.deepEqual(await again(), { ...first, created: false });
      const refused = [
        () => send(world, high, chat_id, 'new'),
        // Nor is another's message told of.
        ...(reason === 'USER_BLOCKED' ? [() => send(world, low, chat_id, 'x', message_id)] : []),
      ];
      const code = reason === 'CHAT_INACTIVE' ? 'failed-precondition' : 'permission-denied';
      for (const one of refused) await refuses(one(), code, reason, ['chat_id']);
    });
  }

  it('after a direct write that has no number yet: gives it one', async () => {
    const chat_id = await openChat(world, low, high);
    await writeDirectly(await world.client(high), high, chat_id, 'x', message_id);
    await block(low, high);
    const { message_number, created } = await send(world, high, chat_id, 'x', message_id);
    assert.deepEqual([message_number, created], [1, false]);
  });

  it('after he left: is refused all the same', async () => {
    const chat_id = await group();
    await send(world, high, chat_id, 'x', message_id);
    await world.call(high, 'leaveGroup', { chat_id });
    const again = send(world, high, chat_id, 'x', message_id);
    await refuses(again, 'permission-denied', 'CHAT_NOT_MEMBER', ['chat_id']);
  });
});
