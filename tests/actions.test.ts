import assert from 'node:assert/strict';

import { openWorld, type World } from '../testkit/world.ts';
import {
  ACTIONS,
  DIRECT_CASES,
  GROUP_CASES,
  type Action,
  type ActionCase,
} from './cases/actions.ts';
import { openGroup } from './groups-helpers.ts';
import { newMessageId, openChat, refuses, send } from './helpers.ts';

const USERS = ['owner', 'author', 'member', 'stranger', 'former'];

describe('who may do what to a message', () => {
  let world: World;
  let group: string;
  let direct: string;
  before(async () => {
    world = await openWorld();
    for (const uid of USERS) await world.addUser(uid);
    group = await openGroup(world, 'owner', ['author', 'member', 'former']);
    await world.call('former', 'leaveGroup', { chat_id: group });
    direct = await openChat(world, 'author', 'member');
  });
  after(() => world.close());

  const act = (action: Action, uid: string, chat_id: string, message_id: string) =>
    world.call(uid, ACTIONS[action].name, { chat_id, message_id, ...ACTIONS[action].input });

  const check = async (chat_id: string, action: Action, given: ActionCase): Promise<void> => {
    const { message_id } = await send(world, 'author', chat_id, 'hello');
    const chat = world.admin.doc(`chats/${chat_id}`);
    const message = chat.collection('messages').doc(message_id);
    const before = (await chat.get()).data() ?? {};
    await chat.set({ ...before, ...given.chat });
    await message.set({ ...given.message }, { merge: true });
    const state = async () => [(await chat.get()).data(), (await message.get()).data()];
    const arranged = await state();
    try {
      const reason = given.outcomes[action];
      const ids = {
        chat: given.missing === 'chat' ? 'nowhere' : chat_id,
        message: given.missing === 'message' ? newMessageId() : message_id,
      };
      const attempt = act(action, given.who, ids.chat, ids.message);
      if (reason === undefined) await attempt;
      else {
        await assert.rejects(attempt, (error: { details?: { reason?: string } }) => {
          assert.equal(error.details?.reason, reason);
          return true;
        });
        assert.deepEqual(await state(), arranged, 'nothing is written');
      }
    } finally {
      await chat.update({
        active: true,
        ...(chat_id === direct ? { blocked_by: [] } : { posting: 'all' }),
      });
    }
  };

  for (const [kind, cases] of [
    ['a group', GROUP_CASES],
    ['a direct chat', DIRECT_CASES],
  ] as const) {
    for (const given of cases) {
      for (const action of Object.keys(ACTIONS) as Action[]) {
        const outcome = given.outcomes[action] ?? 'allowed';
        it(`in ${kind}: ${action} by ${given.name}: ${outcome}`, () =>
          check(kind === 'a group' ? group : direct, action, given));
      }
    }
  }

  it('nobody acts on what was before he joined a group that hides it', async () => {
    const chat_id = await openGroup(world, 'owner', ['author'], { history: 'joined' });
    const earlier = await send(world, 'author', chat_id, 'earlier');
    world.clock.advance(1);
    await world.call('owner', 'addMembers', { chat_id, user_ids: ['member'] });
    world.clock.advance(1);
    const later = await send(world, 'author', chat_id, 'later');
    for (const action of ['hide', 'react'] as const) {
      const attempt = act(action, 'member', chat_id, earlier.message_id);
      await refuses(attempt, 'not-found', 'MESSAGE_NOT_FOUND', ['message_id']);
      await act(action, 'member', chat_id, later.message_id);
    }
  });
});
