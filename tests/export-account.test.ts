import assert from 'node:assert/strict';

import { LIMITS } from '../functions/src/config/limits.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { openChat, refusedByLimit, send, tokenOf } from './helpers.ts';

type Archive = Record<string, unknown> & Record<'chats' | 'messages', Record<string, unknown>[]>;

describe('exportAccount', () => {
  let world: World;
  let count = 0;
  before(async () => {
    world = await openWorld();
    await world.addUser('peer');
  });
  after(() => world.close());

  const somebody = async () => {
    count += 1;
    await world.addUser(`u${count}`);
    return `u${count}`;
  };
  const linkOf = async (uid: string, sid = 'test-session'): Promise<string> => {
    const { url } = await world.callAs<{ url: string }>({ uid, sid }, 'exportAccount');
    const { hosts, projectId } = world;
    const api = `http://${hosts.functions}/${projectId}/us-central1/api`;
    assert.ok(url.startsWith(`${api}/users/export?token=`), url);
    return url.slice(api.length);
  };
  const follow = async (path: string) => {
    const { status, headers, text } = await world.restText(path);
    return { status, headers, body: JSON.parse(text) as Archive };
  };
  const reasonOf = ({ body }: { body: object }) =>
    (body as { error?: { reason: string } }).error?.reason;

  it('answers a link to all that is stored, as a file that nobody keeps', async () => {
    const uid = await somebody();
    const token = await tokenOf(world, uid);
    const device = { device_id: 'phone', token: 'fcm-secret', platform: 'ios' };
    await world.call(uid, 'registerDevice', device);
    await world.call(uid, 'blockUser', { user_id: 'peer' });
    await world.call(uid, 'unblockUser', { user_id: 'peer' });
    await world.addUser('blocked');
    await world.call(uid, 'blockUser', { user_id: 'blocked' });
    await world.call(uid, 'setPresence', { state: 'online' });
    const chat_id = await openChat(world, uid, 'peer');
    const { message_id } = await send(world, uid, chat_id, 'first words');
    await world.call(uid, 'editMessage', { chat_id, message_id, text: 'other words' });
    await send(world, 'peer', chat_id, 'words of the peer');
    const group = { title: 'Group', user_ids: ['peer'], chat_id: 'exportedGroup0000001' };
    await world.call(uid, 'createGroup', group);
    const report = { user_id: 'peer', reason: 'SPAM', text: 'why', chat_id };
    await world.call(uid, 'reportUser', { ...report, message_ids: [message_id] });
    await world.drain();
    const told = { type: 'FRIEND_REQUEST', title: 'x', body: 'y', actor: 'peer' };
    await world.admin.doc(`users/${uid}/unlisted-notifications/told`).set(told);
    await world.admin.doc('held-usernames/hash-of-a-name').set({ uid });

    const { status, headers, body } = await follow(await linkOf(uid));
    assert.equal(status, 200);
    assert.equal(headers.get('content-type'), 'application/json; charset=utf-8');
    assert.match(
      headers.get('content-disposition') ?? '',
      /^attachment; filename="[\w.-]+\.json"$/,
    );
    assert.equal(headers.get('cache-control'), 'no-store');
    const now = world.clock.now().toRfc3339();
    assert.deepEqual([body['user_id'], body['exported']], [uid, now]);
    const left_out = (body['left_out'] as string[]).join();
    for (const what of [/reactions/, /hidden/, /files/, /tokens/, /500/]) {
      assert.match(left_out, what);
    }
    const ids = (name: string) => (body[name] as { id: string }[]).map(({ id }) => id);
    assert.deepEqual(ids('unlisted_notifications'), ['told']);
    assert.deepEqual(ids('former_usernames'), ['hash-of-a-name']);
    const profile = await world.read(`users/${uid}`);
    assert.equal((body['profile'] as { username: string }).username, profile?.['username']);
    assert.equal((body['profile'] as { created: string }).created, now);
    assert.deepEqual((body['settings'] as { read_receipts: boolean }).read_receipts, true);
    assert.deepEqual(Object.keys(body['account'] as object).toSorted(), [
      ...['email', 'locale', 'phone', 'providers', 'time_zone'],
    ]);
    assert.deepEqual((body['found_by'] as { visible: boolean }).visible, true);
    assert.equal((body['presence'] as { state: string }).state, 'online');
    assert.deepEqual(
      (body['devices'] as { device_id: string }[]).map(({ device_id }) => device_id),
      ['phone'],
    );
    assert.equal((body['sessions'] as unknown[]).length, 2);
    assert.deepEqual(
      (body['blocks'] as { id: string }[]).map(({ id }) => id),
      ['blocked'],
    );
    assert.deepEqual(
      body.chats.toSorted((a) => (a['type'] === 'direct' ? -1 : 1)),
      [
        {
          ...{ chat_id, type: 'direct', created: now, joined: now, joined_number: 0 },
          ...{ read_number: 1, delivered_number: 1, user_id: 'peer' },
        },
        {
          ...{ chat_id: group.chat_id, type: 'group', created: now, joined: now, joined_number: 0 },
          ...{ read_number: 1, delivered_number: 1, title: 'Group', role: 'owner' },
        },
      ],
    );
    const [sent] = body.messages.filter((message) => message['message_id'] === message_id);
    assert.equal(sent?.['text'], 'other words');
    assert.deepEqual(sent['former'], [{ number: 1, text: 'first words', replaced: now }]);
    assert.deepEqual(
      (body['reports'] as { reported: string; text: string }[]).map(({ reported, text }) => [
        ...[reported, text],
      ]),
      [['peer', 'why']],
    );
    const text = JSON.stringify(body);
    for (const secret of ['fcm-secret', token, 'words of the peer', 'previous']) {
      assert.ok(!text.includes(secret), secret);
    }
  });

  it('of a user with nothing is complete too', async () => {
    const uid = await somebody();
    const { body } = await follow(await linkOf(uid));
    assert.deepEqual([body['messages'], body['chats'], body['presence']], [[], [], null]);
  });

  it('reads page by page, and costs 1 read for each document', async () => {
    const uid = await somebody();
    const chat_id = await openChat(world, uid, 'peer');
    const writer = world.admin.bulkWriter();
    const N = 450;
    for (let n = 1; n <= N; n += 1) {
      const ref = world.admin.doc(`chats/${chat_id}/messages/${'m'.repeat(17)}${100 + n}`);
      const said = { from_user: uid, type: 'TEXT', text: `x${n}`, message_number: n };
      void writer.create(ref, { ...said, created: new Date() });
    }
    await writer.close();
    const link = await linkOf(uid);
    await follow(link);
    const { result, cost } = await world.measure(() => follow(link));
    assert.equal(result.body.messages.length, N);
    assert.equal(new Set(result.body.messages.map((message) => message['text'])).size, N);
    // Its limit; profile, account twice, entry, location, presence, events, sessions; the empty lists; the chat.
    const [limit, singles, empty, chat] = [1, 8, 11, 2];
    assert.deepEqual(
      { reads: cost.reads, writes: cost.writes },
      { reads: N + limit + singles + empty + chat, writes: 1 },
    );
  });

  it('is a link for 15 minutes, and as long as the session lasts', async () => {
    const uid = await somebody();
    const link = await linkOf(uid);
    world.clock.advance(899);
    assert.equal((await follow(link)).status, 200);
    world.clock.advance(1);
    const late = await follow(link);
    assert.deepEqual([late.status, reasonOf(late)], [401, 'TOKEN_EXPIRED']);

    await tokenOf(world, uid);
    const sessions = (await world.read(`sessions/${uid}`))?.['sessions'] as object;
    const [sid = ''] = Object.keys(sessions);
    const ended = await linkOf(uid, sid);
    await world.call(uid, 'revokeSessions', { session_ids: [sid] });
    world.clock.advance(31);
    const after = await follow(ended);
    assert.deepEqual([after.status, reasonOf(after)], [401, 'TOKEN_REVOKED']);
  });

  it('is nothing that could be made up, or changed', async () => {
    const uid = await somebody();
    const link = await linkOf(uid);
    const [text = '', mac = ''] = link.split('token=')[1]?.split('.') ?? [];
    const claims = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
    const others = Buffer.from(JSON.stringify(['peer', ...claims.slice(1)])).toString('base64url');
    const session = await tokenOf(world, uid);
    for (const token of [
      '',
      '.',
      text,
      `${text}.`,
      `${others}.${mac}`,
      `${text}.${mac}x`,
      session,
    ]) {
      const refused = await follow(`/users/export?token=${encodeURIComponent(token)}`);
      assert.deepEqual([refused.status, reasonOf(refused)], [401, 'TOKEN_MALFORMED'], token);
    }
    assert.equal((await follow('/users/export')).status, 401);
  });

  it('is limited, the link and what it leads to', async () => {
    const uid = await somebody();
    const link = await linkOf(uid);
    for (let n = 1; n < LIMITS.export_by_account.max; n += 1) await linkOf(uid);
    await refusedByLimit(world.call(uid, 'exportAccount'));
    for (let n = 0; n < LIMITS.export_download_by_account.max; n += 1) {
      assert.equal((await follow(link)).status, 200);
    }
    const refused = await follow(link);
    assert.deepEqual([refused.status, reasonOf(refused)], [429, 'RATE_LIMITED']);
    assert.ok(Number(refused.headers.get('retry-after')) > 0);
  });

  it('breaks off where the data cannot be read on, and is no JSON then', async () => {
    const uid = await somebody();
    const link = await linkOf(uid);
    const { accounts } = world.context;
    await follow(link);
    world.context.accounts = {
      ...accounts,
      find: () => Promise.reject(new Error('no answer')),
    };
    try {
      await assert.rejects(world.restText(link));
    } finally {
      world.context.accounts = accounts;
    }
  });
});
