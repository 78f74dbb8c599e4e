import assert from 'node:assert/strict';

import type { World } from '../../testkit/world.ts';
import { newMessageId, openChat, refuses } from '../helpers.ts';
import { groupsIn, openGroupWorld } from './groups-in.ts';

describe('who may do what in a group', () => {
  let world: World;
  before(async () => {
    world = await openGroupWorld(['blocker']);
  });
  after(() => world.close());
  const { group } = groupsIn(() => world);

  let chat_id: string;
  let direct: string;
  before(async () => {
    chat_id = await group();
    await world.call('own', 'addMembers', { chat_id, user_ids: ['out', 'new'] });
    await world.call('own', 'setRole', { chat_id, user_id: 'new', role: 'admin' });
    await world.call('out', 'leaveGroup', { chat_id });
    await world.drain();
    direct = await openChat(world, 'own', 'mem');
  });

  const ACTS = {
    updateGroup: { title: 'Mine' },
    addMembers: { user_ids: ['out'] },
    'removeMember of a member': { user_id: 'mem' },
    'removeMember of an admin': { user_id: 'new' },
    'removeMember of the owner': { user_id: 'own' },
    'setRole of a member': { user_id: 'mem', role: 'admin' },
    'setRole of an admin': { user_id: 'new', role: 'member' },
    'setRole of the owner': { user_id: 'own', role: 'member' },
    'setRole of a stranger': { user_id: 'out', role: 'admin' },
  } as const;
  const REFUSALS: [act: keyof typeof ACTS, who: string, code: string, reason: string][] = [
    ...(
      ['updateGroup', 'addMembers', 'removeMember of an admin', 'setRole of a member'] as const
    ).flatMap((act): [keyof typeof ACTS, string, string, string][] => [
      [act, 'mem', 'permission-denied', 'GROUP_ADMINS_ONLY'],
      [act, 'out', 'permission-denied', 'CHAT_NOT_MEMBER'],
      [act, 'blocker', 'permission-denied', 'CHAT_NOT_MEMBER'],
    ]),
    ['removeMember of an admin', 'adm', 'permission-denied', 'GROUP_OWNER_ONLY'],
    ['removeMember of the owner', 'adm', 'failed-precondition', 'GROUP_NEEDS_OWNER'],
    ['removeMember of the owner', 'own', 'failed-precondition', 'GROUP_NEEDS_OWNER'],
    ['setRole of a member', 'adm', 'permission-denied', 'GROUP_OWNER_ONLY'],
    ['setRole of an admin', 'adm', 'permission-denied', 'GROUP_OWNER_ONLY'],
    ['setRole of the owner', 'adm', 'permission-denied', 'GROUP_OWNER_ONLY'],
    ['setRole of the owner', 'own', 'failed-precondition', 'GROUP_NEEDS_OWNER'],
    ['setRole of a stranger', 'own', 'not-found', 'MEMBER_NOT_FOUND'],
  ];
  for (const [act, who, code, reason] of REFUSALS) {
    it(`${act} is refused to ${who}: ${reason}`, async () => {
      const before = await world.group(chat_id);
      const name = act.split(' ')[0] as 'updateGroup';
      await refuses(world.call(who, name, { chat_id, ...ACTS[act] }), code, reason);
      assert.deepEqual(await world.group(chat_id), before);
    });
  }

  for (const act of Object.keys(ACTS) as (keyof typeof ACTS)[]) {
    it(`${act} is refused for a direct chat and for none`, async () => {
      const name = act.split(' ')[0] as 'updateGroup';
      const of = (id: string) => world.call('own', name, { chat_id: id, ...ACTS[act] });
      await refuses(of(direct), 'failed-precondition', 'CHAT_NOT_GROUP', ['chat_id']);
      await refuses(of(newMessageId()), 'not-found', 'CHAT_NOT_FOUND', ['chat_id']);
    });
  }
  it('leaving is refused for a direct chat and for none', async () => {
    await refuses(
      world.call('own', 'leaveGroup', { chat_id: direct }),
      'failed-precondition',
      'CHAT_NOT_GROUP',
    );
    await refuses(
      world.call('own', 'leaveGroup', { chat_id: newMessageId() }),
      'not-found',
      'CHAT_NOT_FOUND',
    );
  });
});
