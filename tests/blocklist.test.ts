import assert from 'node:assert/strict';

import { openWorld, type World } from '../testkit/world.ts';
import { refuses, tokenOf } from './helpers.ts';

describe('the blocklist over REST', () => {
  let world: World;
  let index = 0;
  let tokens: Record<string, string> = {};
  let names: Record<string, string> = {};
  let uids: Record<string, string> = {};
  before(async () => {
    world = await openWorld();
  });
  beforeEach(async () => {
    index += 1;
    [tokens, names, uids] = [{}, {}, {}];
    for (const who of ['ada', 'ben']) {
      const uid = `${who}-${index}`;
      await world.addUser(uid, { displayName: `${who} ${index}` });
      [tokens[who], names[who], uids[who]] = [await tokenOf(world, uid), `${who}_${index}`, uid];
    }
  });
  after(() => world.close());

  const ask = async (by: 'ada' | 'ben', method: string, username?: string) => {
    const name = username ?? names[by === 'ada' ? 'ben' : 'ada'];
    const path = `/users/contacts/blacklist-user/${name}`;
    const { status, body } = await world.rest(method, path, { token: tokens[by] ?? '' });
    return { status, body };
  };
  const status = async (by: 'ada' | 'ben', method = 'GET') => {
    const { status, body } = await ask(by, method);
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(body).toSorted(), [
      'is_blacklisted',
      'is_blacklisted_by_user',
      'message',
    ]);
    assert.equal(typeof body['message'], 'string');
    return [body['is_blacklisted'], body['is_blacklisted_by_user']];
  };

  it('tells both, and only the blocker lifts it', async () => {
    assert.deepEqual(await status('ada'), [false, false]);
    assert.deepEqual(await status('ada', 'POST'), [true, true]);
    assert.deepEqual(await status('ada', 'POST'), [true, true], 'again');
    assert.deepEqual(await status('ada'), [true, true]);
    assert.deepEqual(await status('ben'), [true, false]);
    assert.deepEqual(await status('ben', 'DELETE'), [true, false], 'not his to lift');
    assert.deepEqual(await status('ben'), [true, false]);
    assert.deepEqual(await status('ben', 'POST'), [true, true]);
    assert.deepEqual(await status('ada', 'DELETE'), [true, false], 'the other one stands');
    assert.deepEqual(await status('ben', 'DELETE'), [false, false]);
    assert.deepEqual(await status('ada'), [false, false]);
  });

  it('is what the callables see, and keeps a message away', async () => {
    const { chat_id } = await world.call<{ chat_id: string }>(uids['ada'] ?? '', 'createChat', {
      user_id: uids['ben'],
    });
    await ask('ada', 'POST');
    assert.deepEqual((await world.chat(chat_id)).blocked_by, [uids['ada']]);
    const body = { message_id: 'a'.repeat(20), type: 'TEXT', text: 'x' };
    const token = tokens['ben'] ?? '';
    const sent = await world.rest('POST', `/chats/${chat_id}/messages`, { token, body });
    assert.deepEqual(
      [sent.status, (sent.body['error'] as { reason: string }).reason],
      [403, 'USER_BLOCKED'],
    );
    const lifted = await world.call(uids['ada'] ?? '', 'unblockUser', { user_id: uids['ben'] });
    assert.deepEqual(lifted, {
      message: 'Neither of you has blocked the other.',
      is_blacklisted: false,
      is_blacklisted_by_user: false,
    });
    const again = await world.rest('POST', `/chats/${chat_id}/messages`, { token, body });
    assert.equal(again.status, 201);
  });

  for (const method of ['GET', 'POST', 'DELETE']) {
    it(`does not ${method} nobody, nor oneself`, async () => {
      for (const [username, http_status, reason] of [
        ['nobody', 404, 'USER_NOT_FOUND'],
        [names['ada'] ?? '', 400, 'USER_IS_SELF'],
      ] as const) {
        const { status, body } = await ask('ada', method, username);
        const error = body['error'] as { reason: string; fields: { field: string }[] };
        assert.deepEqual([status, error.reason], [http_status, reason]);
        assert.deepEqual(
          error.fields.map(({ field }) => field),
          ['username'],
        );
      }
    });
  }

  it('shows nothing to one who is not signed in', async () => {
    const path = `/users/contacts/blacklist-user/${names['ben']}`;
    for (const method of ['GET', 'POST', 'DELETE']) {
      assert.equal((await world.rest(method, path)).status, 401);
    }
  });

  it('costs 3 reads to look, 4 by username', async () => {
    const [ada = '', user_id] = [uids['ada'], uids['ben']];
    await world.call(ada, 'listSessions');
    for (const [target, reads] of [
      [{ user_id }, 3],
      [{ username: names['ben'] }, 4],
    ] as const) {
      const { cost } = await world.measure(() => world.call(ada, 'blockStatus', target));
      assert.deepEqual([cost.reads, cost.writes, cost.deletes], [reads, 0, 0]);
    }
    await refuses(
      world.call(ada, 'blockStatus', { user_id: ada }),
      'invalid-argument',
      'USER_IS_SELF',
      ['user_id'],
    );
  });
});
