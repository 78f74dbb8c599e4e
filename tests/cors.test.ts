import assert from 'node:assert/strict';

import { defineFunctions } from '../functions/src/wire/functions.ts';
import { restApp } from '../functions/src/wire/rest/app.ts';
import { serveCallables } from '../testkit/callable-server.ts';
import { printedBy } from '../testkit/captured-output.ts';
import type { StandIn } from '../testkit/stand-ins/common/http.ts';
import { openWorld, type World } from '../testkit/world.ts';

const APP = 'https://app.example';
const ADMIN = 'https://admin.example:8443';
const EVIL = 'https://evil.example';

/** A page's request as its browser sends it, and what it is told of who may read the answer. */
interface Page {
  origin: string;
  /** The browser's question before the request. */
  preflight?: boolean;
}
interface Told {
  status: number;
  origin: string | null;
  methods: string[];
  headers: string[];
  vary: string;
  credentials: string | null;
}

const headersOf = ({ origin, preflight }: Page): Record<string, string> => ({
  origin,
  'content-type': 'application/json',
  ...(preflight && {
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,content-type',
  }),
});
const told = ({ status, headers }: Response): Told => {
  const list = (name: string) => headers.get(name)?.toLowerCase().split(/, ?/) ?? [];
  return {
    status,
    origin: headers.get('access-control-allow-origin'),
    methods: list('access-control-allow-methods'),
    headers: list('access-control-allow-headers'),
    vary: headers.get('vary') ?? '',
    credentials: headers.get('access-control-allow-credentials'),
  };
};

describe('pages of other origins', () => {
  let world: World;
  let callables: StandIn;
  const open = async (config: { CORS_ORIGINS?: string }) => {
    world = await openWorld({ config });
    const { cors_origins } = world.context.config;
    callables = await serveCallables(defineFunctions(() => world.context, cors_origins));
  };
  const close = async () => {
    await callables.stop();
    await world.close();
  };

  const call = async (page: Page): Promise<Told> => {
    const url = `http://${callables.host}/verifySession`;
    const method = page.preflight ? 'OPTIONS' : 'POST';
    const body = page.preflight ? null : '{"data":{"token":"x"}}';
    // The SDK prints a line for each call.
    const { result } = await printedBy(async () => {
      const response = await fetch(url, { method, headers: headersOf(page), body });
      await response.text();
      return told(response);
    });
    return result;
  };
  const rest = async (page: Page, path = '/api-token-verify/'): Promise<Told> => {
    const headers = headersOf(page);
    const response = await restApp(world.context).request(
      path,
      page.preflight
        ? { method: 'OPTIONS', headers }
        : { method: 'POST', headers, body: '{"token":"x"}' },
      { incoming: { headers } },
    );
    return told(response);
  };
  const doors = { call, rest };

  describe('where the deployment names some', () => {
    before(() => open({ CORS_ORIGINS: `${APP}, ${ADMIN}` }));
    after(close);

    for (const [name, send] of Object.entries(doors)) {
      for (const origin of [APP, ADMIN]) {
        it(`${name}: ${origin} may ask and read`, async () => {
          const asked = await send({ origin, preflight: true });
          assert.deepEqual([asked.status, asked.origin], [204, origin]);
          assert.ok(asked.methods.includes('post'));
          for (const header of ['authorization', 'content-type']) {
            assert.ok(asked.headers.includes(header), header);
          }
          const read = await send({ origin });
          assert.deepEqual([read.status, read.origin], [200, origin]);
        });
      }

      for (const origin of [EVIL, `${APP}.evil.example`, 'https://app.example:8443', 'null']) {
        it(`${name}: ${origin} may not`, async () => {
          for (const preflight of [true, false]) {
            const answer = await send({ origin, preflight });
            assert.equal(answer.origin, null);
            // A cache must not give one page the answer that another got.
            assert.match(answer.vary, /\bOrigin\b/i);
          }
        });
      }
    }

    it('rest: a refusal can be read as well, and the app may send its App Check token', async () => {
      const refused = await rest({ origin: APP }, '/chats');
      assert.deepEqual([refused.status, refused.origin], [401, APP]);
      assert.equal((await rest({ origin: EVIL }, '/chats')).origin, null);
      const { headers } = await rest({ origin: APP, preflight: true });
      assert.ok(headers.includes('x-firebase-appcheck'));
    });
  });

  it('may each ask and read where none is named, and never with cookies', async () => {
    await open({});
    try {
      for (const [name, send] of Object.entries(doors)) {
        for (const preflight of [true, false]) {
          const { origin, credentials, status } = await send({ origin: EVIL, preflight });
          assert.ok(origin === '*' || origin === EVIL, name);
          assert.equal(credentials, null);
          assert.equal(status, preflight ? 204 : 200);
        }
      }
    } finally {
      await close();
    }
  });

  it('may be named as one alone', async () => {
    await open({ CORS_ORIGINS: APP });
    try {
      for (const send of Object.values(doors)) {
        assert.equal((await send({ origin: APP, preflight: true })).origin, APP);
        assert.notEqual((await send({ origin: EVIL, preflight: true })).origin, EVIL);
      }
    } finally {
      await close();
    }
  });
});
