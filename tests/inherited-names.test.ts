import assert from 'node:assert/strict';

import { openWorld, type CallableName, type World } from '../testkit/world.ts';
import { newMessageId, openChat, refuses, tokenOf } from './helpers.ts';

const INHERITED = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__'];

interface Refusal {
  reason: string;
  fields: { field: string; message: string }[];
}

describe('a field that is called like something every object has', () => {
  let world: World;
  let token: string;
  let chat_id: string;
  before(async () => {
    world = await openWorld();
    for (const uid of ['1', '2', 'boss']) await world.addUser(uid);
    await world.auth.setCustomUserClaims('boss', { admin: true });
    chat_id = await openChat(world, '1', '2');
    token = await tokenOf(world, '1');
  });
  after(() => world.close());

  /** As it comes: written out, `{__proto__: …}` would be no field. */
  const json = (text: string) => JSON.parse(text) as Record<string, unknown>;

  const byRest = async (method: string, path: string, body?: object) => {
    const answer = await world.rest(method, path, { token, ...(body && { body }) });
    assert.equal(answer.status, 400, JSON.stringify(answer.body));
    const { reason, fields } = answer.body['error'] as Refusal;
    assert.equal(reason, 'FIELDS_INVALID');
    return fields;
  };
  const message = 'There is no such field.';

  for (const field of INHERITED) {
    it(`${field} is refused by its name in a body and in a query of REST`, async () => {
      const named = [{ field, message }];
      for (const value of ['1', 'null', '"x"', '{"username":"x"}']) {
        const body = json(`{"${field}":${value}}`);
        assert.deepEqual(await byRest('PUT', '/users/profile', body), named, value);
      }
      const search = `/users/contacts/find-users?search=zoe&${field}=1`;
      assert.deepEqual(await byRest('GET', search), named);
      assert.deepEqual(await byRest('GET', `/chats?${field}=1`), named);
    });

    it(`${field} is refused by its name in the data of a callable`, async () => {
      for (const value of ['1', 'null', '{"username":"x"}']) {
        const call = world.call('1', 'updateProfile', json(`{"${field}":${value}}`));
        await refuses(call, 'invalid-argument', 'FIELDS_INVALID', [field]);
      }
    });
  }

  const boss = { uid: 'boss', admin: true };
  const WITHIN: [name: CallableName, input: () => string, field: string][] = [
    ['adminSetClientConfig', () => '{"features":{"__proto__":true}}', 'features.__proto__'],
    [
      'adminSetClientConfig',
      () => '{"theme":{"colors":{"a":"#123456","__proto__":"#ffffff"}}}',
      'theme.colors.__proto__',
    ],
    ['adminSetClientConfig', () => '{"theme":{"__proto__":{}}}', 'theme.__proto__'],
    [
      'sendMessage',
      () =>
        `{"chat_id":"${chat_id}","message_id":"${newMessageId()}","type":"TEXT","text":"x",` +
        '"action_params":{"list":[{"__proto__":1}]}}',
      'action_params.list.0.__proto__',
    ],
  ];
  for (const [name, input, field] of WITHIN) {
    it(`__proto__ within a field is not passed over: ${name}, ${field}`, async () => {
      const { cost } = await world.measure(() =>
        refuses(world.callAs(boss, name, json(input())), 'invalid-argument', 'FIELDS_INVALID', [
          field,
        ]),
      );
      assert.equal(cost.writes, 0);
    });
  }
});
