import assert from 'node:assert/strict';

import { initializeApp, type App } from 'firebase-admin/app';

import { firebaseAppCheck } from '../functions/src/edges/app-check/firebase-app-check.ts';
import { localFcmAgent } from '../functions/src/edges/fcm/local-transport.ts';
import { defineFunctions } from '../functions/src/wire/functions.ts';
import { restApp } from '../functions/src/wire/rest/app.ts';
import { serveCallables } from '../testkit/callable-server.ts';
import { printedBy } from '../testkit/captured-output.ts';
import {
  startAppCheckStandIn,
  type AppCheckStandIn,
} from '../testkit/stand-ins/app-check/server.ts';
import { freshProjectId, openWorld, type RestAnswer, type World } from '../testkit/world.ts';
import { refuses } from './helpers.ts';

describe('App Check', () => {
  let world: World;
  let keys: AppCheckStandIn;
  before(async () => {
    const projectId = freshProjectId();
    keys = await startAppCheckStandIn(projectId);
    world = await openWorld({ projectId, config: { ENFORCE_APP_CHECK: true } });
    world.context.app_check = firebaseAppCheck(appAt(keys.host), world.log);
    await world.addUser('1');
    await world.addUser('2');
  });
  after(async () => {
    await world.close();
    await keys.stop();
  });

  /** The Admin SDK's own client, which asks the stand-in for the keys. The world closes it. */
  const appAt = (host: string): App => {
    const name = `app-check-${host}-${world.projectId}`;
    return initializeApp({ projectId: world.projectId, httpAgent: localFcmAgent(host) }, name);
  };
  const verify = (token?: string) =>
    world.rest('POST', '/api-token-verify/', {
      body: { token: 'x' },
      ...(token !== undefined && { headers: { 'x-firebase-appcheck': token } }),
    });
  const callOverHttp = async (host: string, token?: string) => {
    const response = await fetch(`http://${host}/verifySession`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token !== undefined && { 'x-firebase-appcheck': token }),
      },
      body: '{"data":{"token":"x"}}',
    });
    const { error } = (await response.json()) as { error: { details: { reason: string } } };
    return { status: response.status, reason: error.details.reason };
  };
  const refused = ({ status, body }: RestAnswer, what: string) => {
    const { reason } = body['error'] as { reason: string };
    assert.deepEqual([status, reason], [401, 'APP_CHECK_REQUIRED'], what);
  };

  describe('where it is enforced', () => {
    it('REST serves an app with a token, for as long as it is good', async () => {
      const token = keys.mint();
      for (let time = 0; time < 2; time += 1) assert.equal((await verify(token)).status, 200);
    });

    it('REST refuses every other request alike', async () => {
      const now = Math.floor(Date.now() / 1000);
      const good = keys.mint();
      const [head = '', , signature = ''] = good.split('.');
      const changed = Buffer.from(JSON.stringify({ sub: 'mine' })).toString('base64url');
      const bad: [string, string | undefined][] = [
        ['no token', undefined],
        ['an empty one', ''],
        ['what is no token', 'x'],
        ['expired', keys.mint({ iat: now - 7200, exp: now - 3600 })],
        ['of another project', keys.mint({ aud: ['projects/1', 'projects/other'] })],
        ['for no project', keys.mint({ aud: null })],
        ['of another issuer', keys.mint({ iss: 'https://evil.example/1' })],
        ['of no app', keys.mint({ sub: null })],
        ['by another key', keys.mint({}, 'other-key')],
        ['not signed', keys.mint({}, 'none')],
        ['changed', [head, changed, signature].join('.')],
        ['truncated', good.slice(0, -20)],
      ];
      for (const [what, token] of bad) refused(await verify(token), what);
    });

    it('REST refuses before anything is looked at: sessions, fields and limits', async () => {
      const { cost } = await world.measure(async () => {
        refused(await world.rest('POST', '/chats', { body: { user_id: '2' } }), 'no session');
        refused(await world.rest('POST', '/users/login', { body: { password: 7 } }), 'fields');
      });
      assert.deepEqual([cost.reads, cost.writes], [0, 0]);
    });

    it('callables serve who comes with a token that the platform took, and nobody else', async () => {
      const callables = defineFunctions(() => world.context) as unknown as Record<
        string,
        { run(request: object): Promise<unknown> }
      >;
      const request = { data: { token: 'x' }, rawRequest: {}, acceptsStreaming: false };
      const app = { appId: 'app', token: {} };
      const answer = await callables['verifySession']?.run({ ...request, app });
      assert.deepEqual(answer, { valid: false, reason: 'TOKEN_MALFORMED' });
      for (const [caller, name, input] of [
        [null, 'verifySession', { token: 'x' }],
        ['1', 'createChat', { user_id: '2' }],
      ] as const) {
        const call = world.call(caller, name, input);
        await refuses(call, 'unauthenticated', 'APP_CHECK_REQUIRED');
      }
    });

    it('callables refuse a forged token over HTTP', async () => {
      const server = await serveCallables(defineFunctions(() => world.context));
      try {
        for (const token of [undefined, 'x', keys.mint({}, 'none')]) {
          const { result } = await printedBy(() => callOverHttp(server.host, token));
          assert.deepEqual(result, { status: 401, reason: 'APP_CHECK_REQUIRED' });
        }
      } finally {
        await server.stop();
      }
    });

    it('leaves health and documentation open, and lets a browser ask before it calls', async () => {
      for (const path of ['/healthz', '/openapi.json', '/docs']) {
        assert.equal((await world.restText(path)).status, 200, path);
      }
      const asked = await restApp(world.context).request('/chats', {
        method: 'OPTIONS',
        headers: { origin: 'https://app.example', 'access-control-request-method': 'POST' },
      });
      assert.equal(asked.status, 204);
    });

    it('refuses what cannot be checked, because the keys cannot be had', async () => {
      const token = keys.mint();
      const checked = world.context.app_check;
      const gone = await startAppCheckStandIn(world.projectId);
      await gone.stop();
      world.context.app_check = firebaseAppCheck(appAt(gone.host), world.log);
      try {
        refused(await verify(token), 'no keys');
      } finally {
        world.context.app_check = checked;
      }
      assert.equal((await verify(token)).status, 200);
    });

    it('logs no token', () => {
      assert.ok(world.log.lines.some(({ message }) => message.includes('App Check')));
      assert.ok(!JSON.stringify(world.log.lines).includes('eyJ'));
    });
  });

  it('is not asked for where it is not enforced', async () => {
    const open = await openWorld();
    open.context.app_check = { verify: () => Promise.reject(new Error('asked')) };
    const none: Record<string, string> = {};
    for (const headers of [none, { 'x-firebase-appcheck': 'x' }]) {
      const body = { token: 'x' };
      const { status } = await open.rest('POST', '/api-token-verify', { body, headers });
      assert.equal(status, 200);
    }
    await open.call(null, 'verifySession', { token: 'x' });
    await open.close();
  });
});
