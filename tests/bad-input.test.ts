import assert from 'node:assert/strict';

import { openWorld, type CallableName, type World } from '../testkit/world.ts';
import { newMessageId, openChat, refuses, send } from './helpers.ts';

describe('bad input gets a coded error that names the field, and nothing is written', () => {
  let world: World;
  let chat_id: string;
  before(async () => {
    world = await openWorld();
    for (const uid of ['1', '2', '3', 'a_b', 'c', 'a', 'b_c', 'off']) await world.addUser(uid);
    await world.admin.doc('users/off').update({ is_active: false });
    chat_id = await openChat(world, '1', '2');
    await send(world, '1', chat_id, 'first');
  });
  after(() => world.close());

  const message = (fields: object = {}) => ({
    chat_id,
    message_id: newMessageId(),
    type: 'TEXT',
    text: 'x',
    ...fields,
  });
  const device = (fields: object = {}) => ({
    device_id: 'd',
    token: 't',
    platform: 'ios',
    ...fields,
  });

  const report = (fields: object) => ({ user_id: '2', reason: 'SPAM', ...fields });
  const twice = () => Array.from({ length: 2 }, () => 'A'.repeat(20));
  const action = (fields: object = {}) => ({ chat_id, message_id: newMessageId(), ...fields });

  const nested = (depth: number): unknown => {
    let value: unknown = [];
    for (let level = 0; level < depth; level += 1) value = [value];
    return { user_id: value };
  };

  const CASES: [name: CallableName, what: string, input: () => unknown, fields: string[]][] = [
    ['createChat', 'no input', () => undefined, ['user_id']],
    ['createChat', 'null', () => null, ['user_id']],
    ['createChat', 'text instead of fields', () => 'x', ['data']],
    ['createChat', 'a list instead of fields', () => [], ['data']],
    ['createChat', 'a number as id', () => ({ user_id: 2 }), ['user_id']],
    ['createChat', 'an empty id', () => ({ user_id: '' }), ['user_id']],
    ['createChat', 'an id with a slash', () => ({ user_id: 'a/b' }), ['user_id']],
    ['createChat', 'an id of dots', () => ({ user_id: '..' }), ['user_id']],
    ['createChat', 'a reserved id', () => ({ user_id: '__x__' }), ['user_id']],
    ['createChat', 'an overlong id', () => ({ user_id: 'x'.repeat(129) }), ['user_id']],
    ['createChat', 'half a character', () => ({ user_id: '\ud800' }), ['user_id']],
    [
      'createChat',
      'fields of a prototype',
      () => Object.create({ user_id: '2' }) as object,
      ['data'],
    ],
    [
      'sendMessage',
      'a prototype among the params',
      () => message({ action_params: Object.create({ a: 1 }) as object }),
      ['data'],
    ],
    ['createChat', 'a list within lists without end', () => nested(10_000), ['data']],
    ['registerDevice', 'a token with a line end', () => device({ token: 'a\nb' }), ['token']],
    ['createChat', 'an extra field', () => ({ user_id: '2', admin: 1 }), ['admin']],
    // What else a message needs depends on its type.
    ['sendMessage', 'nothing', () => ({}), ['type']],
    ['sendMessage', 'a type only', () => ({ type: 'TEXT' }), ['chat_id', 'message_id', 'text']],
    ['sendMessage', 'a short id', () => message({ message_id: 'short' }), ['message_id']],
    ['sendMessage', 'a chat id with a slash', () => message({ chat_id: '1/2' }), ['chat_id']],
    ['sendMessage', 'half a character', () => message({ text: 'a\ud800' }), ['text']],
    [
      'sendMessage',
      'several things at once',
      () => message({ text: '', file_name: '', from_user: '2' }),
      ['file_name', 'from_user', 'text'],
    ],
    ['markRead', 'a negative number', () => ({ chat_id, message_number: -1 }), ['message_number']],
    ['markRead', 'a fraction', () => ({ chat_id, message_number: 0.5 }), ['message_number']],
    ['markRead', 'a number as text', () => ({ chat_id, message_number: '1' }), ['message_number']],
    ['markRead', 'no chat', () => ({ message_number: 1 }), ['chat_id']],
    ['updateLocation', 'a number as text', () => ({ lat: '10', lng: 1 }), ['lat']],
    ['findUsers', 'a number as text', () => ({ query: 'x', limit: '2' }), ['limit']],
    ['fetchMessages', 'a number as text', () => ({ chat_id, before: '2' }), ['before']],
    ['listNotifications', 'a flag as text', () => ({ unread_only: 'true' }), ['unread_only']],
    ['markDelivered', 'no number', () => ({ chat_id }), ['message_number']],
    ['editMessage', 'no text', () => ({ chat_id, message_id: newMessageId() }), ['text']],
    ['editMessage', 'an empty text', () => action({ text: '' }), ['text']],
    ['editMessage', 'too much text', () => action({ text: 'x'.repeat(5001) }), ['text']],
    ['deleteMessage', 'for nobody', () => action(), ['for']],
    ['deleteMessage', 'for somebody', () => action({ for: 'them' }), ['for']],
    ['reactToMessage', 'no emoji', () => action({ on: true }), ['emoji']],
    ['reactToMessage', 'no word of on or off', () => action({ emoji: '👍' }), ['on']],
    ['forwardMessage', 'no chats', () => action(), ['chat_ids']],
    ['markUnread', 'a number', () => ({ chat_id, message_number: 1 }), ['message_number']],
    ['muteChat', 'a time in words', () => ({ chat_id, until: 'later' }), ['until']],
    ['registerDevice', 'an unknown platform', () => device({ platform: 'palm' }), ['platform']],
    ['registerDevice', 'no token', () => device({ token: undefined }), ['token']],
    ['registerDevice', 'a huge token', () => device({ token: 'x'.repeat(4097) }), ['token']],
    ['registerDevice', 'an id with a slash', () => device({ device_id: 'a/b' }), ['device_id']],
    ['registerDevice', "somebody else's uid", () => device({ uid: '2' }), ['uid']],
    ['unregisterDevice', 'no id', () => ({}), ['device_id']],
    ['blockUser', 'nobody', () => ({}), ['user_id']],
    ['blockUser', 'an id that every object has', () => ({ user_id: 'toString' }), ['user_id']],
    ['blockUser', 'an id with a slash', () => ({ user_id: 'a/b' }), ['user_id']],
    ['unblockUser', 'more than an id', () => ({ user_id: '2', by: '2' }), ['by']],
    ['setTyping', 'text', () => ({ chat_id, typing: 'yes' }), ['typing']],
    ['setTyping', 'no chat', () => ({ typing: true }), ['chat_id']],
    ['setPresence', 'an unknown state', () => ({ state: 'asleep' }), ['state']],
    ['setPresence', "another's", () => ({ state: 'online', user_id: '2' }), ['user_id']],
    ['reportUser', 'no reason', () => ({ user_id: '2' }), ['reason']],
    [
      'reportUser',
      'messages of no chat',
      () => report({ message_ids: [newMessageId()] }),
      ['chat_id'],
    ],
    [
      'reportUser',
      'a message twice',
      () => report({ chat_id, message_ids: twice() }),
      ['message_ids'],
    ],
    ['reportUser', 'an empty text', () => report({ text: '' }), ['text']],
    ['reportUser', 'a control character', () => report({ text: 'a\u0000' }), ['text']],
    ['reportUser', 'a sign of its own', () => report({ text: '\u001b[2J' }), ['text']],
  ];

  for (const [name, what, input, fields] of CASES) {
    it(`${name}: ${what}`, async () => {
      const { cost } = await world.measure(() =>
        refuses(world.call('1', name, input()), 'invalid-argument', 'FIELDS_INVALID', fields),
      );
      assert.deepEqual(cost, { reads: 0, writes: 0, deletes: 0, invocations: 0 });
    });
  }

  const STATES: [
    what: string,
    call: () => Promise<unknown>,
    code: string,
    reason: string,
    fields: string[],
  ][] = [
    [
      'a chat with oneself',
      () => openChat(world, '1', '1'),
      'invalid-argument',
      'CHAT_WITH_SELF',
      ['user_id'],
    ],
    [
      'a chat with nobody',
      () => openChat(world, '1', 'nobody'),
      'not-found',
      'USER_NOT_FOUND',
      ['user_id'],
    ],
    [
      'a chat with a disabled user',
      () => openChat(world, '1', 'off'),
      'not-found',
      'USER_NOT_FOUND',
      ['user_id'],
    ],
    [
      'a chat by a disabled user',
      () => openChat(world, 'off', '1'),
      'unauthenticated',
      'USER_DISABLED',
      [],
    ],
    [
      'a message to no chat',
      () => world.call('1', 'sendMessage', message({ chat_id: '1_99' })),
      'not-found',
      'CHAT_NOT_FOUND',
      ['chat_id'],
    ],
    [
      "a message to others' chat",
      () => world.call('3', 'sendMessage', message()),
      'permission-denied',
      'CHAT_NOT_MEMBER',
      ['chat_id'],
    ],
    [
      "a receipt in others' chat",
      () => world.call('3', 'markRead', { chat_id, message_number: 1 }),
      'permission-denied',
      'CHAT_NOT_MEMBER',
      ['chat_id'],
    ],
    [
      'a receipt in no chat',
      () => world.call('3', 'markDelivered', { chat_id: '1_99', message_number: 0 }),
      'not-found',
      'CHAT_NOT_FOUND',
      ['chat_id'],
    ],
  ];
  for (const [what, call, code, reason, fields] of STATES) {
    it(`${what}: ${reason}`, async () => {
      const { cost } = await world.measure(() => refuses(call(), code, reason, fields));
      assert.equal(cost.writes + cost.deletes, 0);
    });
  }

  it('two pairs whose ids join to the same chat id: the second is an error, not a merge', async () => {
    assert.equal(await openChat(world, 'a_b', 'c'), 'a_b_c');
    const before = await world.chat('a_b_c');
    for (const [uid, peer] of [
      ['a', 'b_c'],
      ['b_c', 'a'],
    ] as const) {
      await refuses(openChat(world, uid, peer), 'already-exists', 'CHAT_ID_CONFLICT', ['user_id']);
    }
    assert.deepEqual(await world.chat('a_b_c'), before);
    await refuses(
      world.call('a', 'sendMessage', message({ chat_id: 'a_b_c' })),
      'permission-denied',
      'CHAT_NOT_MEMBER',
    );
  });

  const SESSION: CallableName[] = [
    'createChat',
    'sendMessage',
    'editMessage',
    'deleteMessage',
    'reactToMessage',
    'forwardMessage',
    'fetchMessages',
    'listChats',
    'muteChat',
    'markUnread',
    'reportReceipts',
    'markRead',
    'markDelivered',
    'registerDevice',
    'unregisterDevice',
    'blockUser',
    'unblockUser',
    'reportUser',
    'setTyping',
    'setPresence',
  ];
  for (const name of SESSION) {
    it(`${name} by nobody: SESSION_REQUIRED, before the input is looked at`, () =>
      refuses(world.call(null, name, { bad: true }), 'unauthenticated', 'SESSION_REQUIRED', []));
  }

  it('an unknown failure is INTERNAL, logged with its cause, which is not shown', async () => {
    const { db } = world.context;
    world.context.db = new Proxy(db, {
      get: () => () => Promise.reject(new Error('secret detail')),
    });
    try {
      await assert.rejects(openChat(world, '1', '3'), (error: Error & { details?: unknown }) => {
        assert.deepEqual(error.details, { reason: 'INTERNAL' });
        assert.ok(!`${error.message}${error.stack}`.includes('secret detail'));
        return true;
      });
    } finally {
      world.context.db = db;
    }
    assert.ok(JSON.stringify(world.log.lines).includes('secret detail'));
  });
});
