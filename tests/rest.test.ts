import assert from 'node:assert/strict';

import { LIMITS } from '../functions/src/config/limits.ts';
import { FREE_FAILURES } from '../functions/src/modules/passwords/failures.ts';
import type { Session } from '../functions/src/modules/auth/model.ts';
import { openWorld, type RestAnswer, type World } from '../testkit/world.ts';
import { newMessageId } from './helpers.ts';

describe('REST', () => {
  let world: World;
  let session: Session;
  let uid: string;
  const password = 'correct horse battery';
  before(async () => {
    world = await openWorld();
    uid = `rest-${world.projectId}`;
    await world.addAccount(uid, { email: `${uid}@example.com`, password });
    await world.addUser('peer');
    const { body } = await world.rest('POST', '/users/login', {
      body: { email: `${uid}@example.com`, password },
    });
    session = body as unknown as Session;
  });
  after(() => world.close());

  const errorOf = ({ body }: RestAnswer) =>
    body['error'] as { status: string; reason: string; message: string; fields?: unknown[] };
  const refused = (answer: RestAnswer, status: number, reason: string): void => {
    assert.equal(answer.status, status, JSON.stringify(answer.body));
    assert.equal(errorOf(answer).reason, reason);
  };
  const createChat = (options: object) =>
    world.rest('POST', '/chats', { body: { user_id: 'peer' }, ...options });

  it('is ready', async () => {
    const { status, body } = await world.rest('GET', '/healthz');
    assert.equal(status, 200);
    assert.deepEqual(body, { status: 'ok' });
  });

  it("has a page for the links in Firebase's own mails, which changes nothing", async () => {
    const email = `${uid}@example.com`;
    const link = new URL(await world.auth.generateEmailVerificationLink(email));
    const { result, cost } = await world.measure(() =>
      world.restText(`/firebase-link${link.search}&continueUrl=https%3A%2F%2Fevil.example`),
    );
    assert.equal(result.status, 200);
    assert.match(result.text, /Nothing was changed/);
    assert.ok(!result.text.includes('evil.example') && !result.text.includes('oobCode'));
    assert.match(result.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.equal(result.headers.get('referrer-policy'), 'no-referrer');
    assert.equal(result.headers.get('cache-control'), 'no-store');
    assert.equal((await world.auth.getUser(uid)).emailVerified, false);
    assert.deepEqual(cost, { reads: 0, writes: 0, deletes: 0, invocations: 0 });
  });

  it('serves the use cases that callables serve', async () => {
    const { token } = session;
    const chat = await createChat({ token });
    assert.equal(chat.status, 201);
    const { chat_id } = chat.body as { chat_id: string };
    const message_id = newMessageId();
    const path = `/chats/${chat_id}/messages`;
    const body = { message_id, type: 'TEXT', text: 'by REST' };
    const sent = await world.rest('POST', path, { token, body });
    assert.equal(sent.status, 201);
    assert.equal(sent.body['message_number'], 1);
    assert.equal((await world.chat(chat_id)).last_message?.text, 'by REST');
    const known = await createChat({ token });
    assert.deepEqual([known.status, known.body], [200, { chat_id, created: false }]);
  });

  it('answers with and without the trailing slash', async () => {
    for (const path of ['/chats', '/chats/']) {
      const answer = await world.rest('POST', path, {
        token: session.token,
        body: { user_id: 'peer' },
      });
      assert.equal(answer.status, 200, path);
    }
  });

  describe('takes the token', () => {
    for (const prefix of ['JWT', 'Bearer', 'Token', 'bearer', 'jwt']) {
      it(`after ${prefix}`, async () => {
        const headers = { authorization: `${prefix} ${session.token}` };
        assert.equal((await createChat({ headers })).status, 200);
      });
    }

    it('of Firebase as well', async () => {
      const client = await world.client(uid);
      const token = await client.auth.currentUser?.getIdToken();
      assert.ok(token);
      // The Auth emulator makes ID tokens of the project it was started with, which is not this one.
      const claims = JSON.parse(
        Buffer.from(token.split('.')[1] ?? '', 'base64url').toString(),
      ) as object;
      const project = {
        aud: world.projectId,
        iss: `https://securetoken.google.com/${world.projectId}`,
      };
      const payload = Buffer.from(JSON.stringify({ ...claims, ...project })).toString('base64url');
      const own = [token.split('.')[0], payload, ''].join('.');
      assert.equal((await createChat({ token: own })).status, 200);
      const { sid: _, ...rest } = claims as { sid: string };
      const bare = Buffer.from(JSON.stringify({ ...rest, ...project })).toString('base64url');
      const without = [token.split('.')[0], bare, ''].join('.');
      refused(await createChat({ token: without }), 401, 'SESSION_REQUIRED');
    });

    for (const [what, authorization] of [
      ['none', undefined],
      ['no prefix', 'abc'],
      ['another prefix', 'Basic abc'],
      ['two tokens', 'JWT abc def'],
      ['an empty token', 'JWT '],
    ] as const) {
      it(`and refuses ${what}`, async () => {
        const headers = authorization === undefined ? {} : { authorization };
        refused(await createChat({ headers }), 401, 'SESSION_REQUIRED');
      });
    }
    it('and refuses what is no token', async () => {
      refused(await createChat({ token: 'abc' }), 401, 'TOKEN_MALFORMED');
    });
  });

  describe('refuses', () => {
    it('unknown addresses and methods', async () => {
      refused(await world.rest('GET', '/nothing'), 404, 'ROUTE_NOT_FOUND');
      refused(await world.rest('DELETE', '/chats'), 404, 'ROUTE_NOT_FOUND');
    });

    const post = (options: object) => world.rest('POST', '/api-token-verify', options);
    const json = { 'content-type': 'application/json' };
    for (const [what, options] of [
      ['malformed JSON', { body: '{"token":', headers: json }],
      ['a list', { body: '[]', headers: json }],
      ['null', { body: 'null', headers: json }],
      ['text', { body: '"x"', headers: json }],
      [
        'a form',
        { body: 'token=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      ],
      ['no content type', { body: '{"token":"x"}', headers: { 'content-type': '' } }],
    ] as const) {
      it(`${what} as body`, async () => refused(await post(options), 400, 'BODY_NOT_JSON'));
    }

    it('a body of more than 256 KiB', async () => {
      const answer = await post({ body: { token: 'x'.repeat(256 * 1024) } });
      refused(answer, 413, 'BODY_TOO_LARGE');
    });

    it('bad fields, each by name, in the format of the contract', async () => {
      const answer = await post({ body: { tokn: 'x' } });
      assert.equal(answer.status, 400);
      const { fields, ...error } = errorOf(answer);
      assert.deepEqual(error, {
        status: 'INVALID_ARGUMENT',
        reason: 'FIELDS_INVALID',
        message: 'Some fields are not valid.',
      });
      assert.deepEqual(fields?.map((problem) => (problem as { field: string }).field).toSorted(), [
        'token',
        'tokn',
      ]);
    });

    const MIXED: [path: string, body: object, fields: string[]][] = [
      ['/phone-auth', {}, ['phone']],
      ['/phone-auth', { code: '123456' }, ['challenge_id']],
      ['/phone-auth', { challenge_id: 'A'.repeat(20) }, ['code']],
      ['/phone-auth', { phone: '+12025550100', code: '123456' }, ['challenge_id', 'phone']],
      ['/phone-auth', { phone: '+12025550100', challenge_id: 'A'.repeat(20) }, ['code', 'phone']],
      ['/phone-auth', { phone: '+12025550100', more: 1 }, ['more']],
      ['/password-reset', {}, ['email']],
      ['/password-reset', { new_password: password }, ['oob_code']],
      ['/password-reset', { oob_code: 'x' }, ['new_password']],
      ['/password-reset', { email: 'a@b.example', new_password: password }, ['email', 'oob_code']],
      ['/password-reset', { email: 'a@b.example', oob_code: 'x' }, ['email', 'new_password']],
    ];
    for (const [path, body, expected] of MIXED) {
      it(`${path} with ${Object.keys(body).join(' and ') || 'nothing'}, by what is wrong`, async () => {
        const answer = await world.rest('POST', path, { body });
        refused(answer, 400, 'FIELDS_INVALID');
        const fields = errorOf(answer).fields as { field: string }[];
        assert.deepEqual(fields.map(({ field }) => field).toSorted(), expected);
      });
    }

    it('too many requests, with the time to wait', async () => {
      const ip = '203.0.113.7';
      const body = { email: 'nobody@example.com', password };
      const answers: RestAnswer[] = [];
      for (let index = 0; index <= FREE_FAILURES; index += 1) {
        answers.push(await world.rest('POST', '/users/login', { body, ip }));
      }
      const last = answers.at(-1);
      assert.ok(last);
      refused(last, 429, 'RATE_LIMITED');
      const wait = Number(last.headers.get('retry-after'));
      assert.ok(wait >= 1 && wait <= 120);
      world.clock.advance(wait);
      const again = await world.rest('POST', '/users/login', { body, ip });
      assert.notEqual(again.status, 429);
    });
  });

  it('counts a network of IPv6 as one, and IPv4 as itself however it is written', async () => {
    const attempt = (ip: string) =>
      world.rest('POST', '/google-auth', { body: { id_token: 'x' }, ip });
    const { max } = LIMITS.sign_in_by_ip;
    const doors: [name: string, ip: (index: number) => string, same: string, other: string][] = [
      ['IPv6', (i) => `2001:db8:5:6::${i.toString(16)}`, '2001:0DB8:5:6:9::1', '2001:db8:5:7::1'],
      ['IPv4', () => '::ffff:203.0.113.77', '203.0.113.77', '::ffff:203.0.113.78'],
    ];
    for (const [name, ip, same, other] of doors) {
      for (let index = 0; index < max; index += 1) {
        assert.equal((await attempt(ip(index))).status, 400, name);
      }
      refused(await attempt(same), 429, 'RATE_LIMITED');
      assert.equal((await attempt(other)).status, 400, name);
    }
  });

  it('sends security headers and is not stored', async () => {
    const { headers } = await createChat({ token: session.token });
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.ok(headers.get('strict-transport-security'));
    assert.equal(headers.get('x-powered-by'), null);
  });

  it('counts the address that the platform adds, not those a client makes up', async () => {
    const body = { email: 'other@example.com', password };
    const max = 30;
    for (let index = 0; index < max; index += 1) {
      await world.rest('POST', '/users/login', { body, ip: `198.51.100.${index}, 203.0.113.8` });
    }
    const { body: doc } = await world.rest('GET', '/healthz');
    assert.deepEqual(doc, { status: 'ok' });
    const windows = await world.admin.collection('rate-limits').get();
    const counts = windows.docs.map((window) => Number(window.get('count')));
    assert.ok(
      counts.some((count) => count >= max),
      'one address',
    );
  });
});
