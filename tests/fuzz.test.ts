import assert from 'node:assert/strict';

import type { QueryDocumentSnapshot } from '@google-cloud/firestore';
import { initializeApp } from 'firebase-admin/app';
import { getAuth } from 'firebase-admin/auth';
import { z } from 'zod';

import type { Auth } from '../functions/src/context/endpoint.ts';
import { systemRandom } from '../functions/src/kernel/random.ts';
import { ENDPOINTS, type EndpointName } from '../functions/src/wire/endpoints.ts';
import { defineFunctions } from '../functions/src/wire/functions.ts';
import { ROUTES, type Route } from '../functions/src/wire/rest/routes.ts';
import { arbitraryJson, arbitraryObject, nestedLists } from '../testkit/arbitrary.ts';
import { serveCallables } from '../testkit/callable-server.ts';
import { printedBy } from '../testkit/captured-output.ts';
import { emulatorHosts, suiteProject } from '../testkit/hosts.ts';
import { emulatedIdToken } from '../testkit/id-tokens.ts';
import { seededRandom, type SeededRandom } from '../testkit/seeded-random.ts';
import { Share } from '../testkit/share.ts';
import { openWorld, type CallerClaims, type World } from '../testkit/world.ts';

const IN_PROCESS = 10_000;
const OVER_HTTP = 50;

const seed = Number(process.env['PARLEY_SEED'] ?? Date.now());

/** Collections that a refused or harmless request may leave something in. */
const LIMITERS = new Set(['rate-limits', 'password-failures']);

const NAMES = Object.keys(ENDPOINTS) as EndpointName[];

// The seed is in the name, so that a failure can be replayed: PARLEY_SEED=<seed> npm test.
describe(`arbitrary input, seed ${seed}`, function () {
  this.timeout(180_000);
  let world: World;
  let uid: string;
  let admin: string;
  before(async () => {
    // A valid request of Firebase's own sign-in would otherwise make a user.
    world = await openWorld({ config: { SIGN_IN_WITH_FIREBASE_CREATES: false } });
    const suite = initializeApp({ projectId: suiteProject() }, `fuzz-${world.projectId}`);
    // Users without documents, address or sessions: a valid request then finds nothing to change. They are
    // in the suite's project too, as that is where the SDK of callables checks tokens.
    [uid, admin] = [`fuzz-${world.projectId}`, `boss-${world.projectId}`];
    for (const auth of [world.auth, getAuth(suite)]) {
      await auth.createUser({ uid });
      await auth.createUser({ uid: admin });
      await auth.setCustomUserClaims(admin, { admin: true });
    }
  });
  after(() => world.close());

  const namesOf = async (name: EndpointName): Promise<string[]> => {
    const { input } = await ENDPOINTS[name]();
    return input instanceof z.ZodObject ? Object.keys(input.shape) : ['data'];
  };
  const isOurs = (text: string): boolean => !/\n\s+at |\.ts:\d|node_modules/.test(text);

  it(`${IN_PROCESS} bodies at the endpoints: no failure of ours, no stack, no write`, async () => {
    const random = seededRandom(seed);
    const before = await documents();
    const share = new Share();
    for (let index = 0; index < IN_PROCESS; index += 1) {
      const name = NAMES[index % NAMES.length];
      assert.ok(name);
      const names = await namesOf(name);
      const body =
        random.int(8) === 0 ? arbitraryJson(random, names) : arbitraryObject(random, names);
      const caller = callerFor((await ENDPOINTS[name]()).auth);
      const outcome = await world.callAs(caller, name, body).catch((error: unknown) => error);
      const { code, details } = outcome as { code?: string; details?: object };
      share.add(name, code !== 'unauthenticated' && code !== 'permission-denied');
      if (!(outcome instanceof Error)) continue;
      const shown = `${name} ${JSON.stringify(body)?.slice(0, 300)}`;
      assert.ok(code !== undefined && code !== 'internal', `${shown}: ${outcome.message}`);
      assert.ok(isOurs(JSON.stringify({ message: outcome.message, details })), shown);
    }
    share.assertFair(NAMES);
    assert.deepEqual(await documents(), before);
  });

  it(`${OVER_HTTP} bodies at each route over HTTP: no 5xx, no stack`, async () => {
    const random = seededRandom(seed + 1);
    const base = `http://${emulatorHosts().functions}/${suiteProject()}/us-central1/api`;
    const json = { 'content-type': 'application/json' };
    const post = async (path: string, headers: Record<string, string>, body: object) => {
      const init = { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) };
      const response = await fetch(base + path, init);
      assert.ok(response.ok, await response.clone().text());
      return (await response.json()) as {
        token: string;
        user: { id: string; username: string };
        chat_id: string;
      };
    };
    const register = () => {
      const username = `fuzz_${systemRandom.id().toLowerCase()}`;
      const password = 'correct horse battery';
      return post('/users/register', {}, { username, email: `${username}@example.com`, password });
    };
    const [mine, other] = [await register(), await register()];
    const signed = { authorization: `JWT ${mine.token}` };
    const { chat_id } = await post('/chats', signed, { user_id: other.user.id });
    const { id: user_id, username } = other.user;
    /** What paths name is there, so that a request gets as far as what it says. */
    const params: Record<string, string> = { chat_id, user_id, username };
    const named = (path: string) =>
      path.replaceAll(/\{(\w+)\}/g, (all, param: string) => params[param] ?? all);
    // Somebody else's, as each sign-in is a session more.
    const phone = emulatedIdToken(suiteProject(), other.user.id);
    const bad = [
      'JWT x',
      'Bearer',
      `JWT ${mine.token.slice(0, -9)}`,
      `Token ${phone.slice(0, -9)}`,
    ];

    const share = new Share();
    for (const route of ROUTES) {
      const { method, path, endpoint } = route;
      const names = await namesOf(endpoint);
      const { auth } = await ENDPOINTS[endpoint]();
      for (let index = 0; index < OVER_HTTP; index += 1) {
        const given = routed(random, names, route);
        // What takes nothing would otherwise be done with, and nobody be signed in any more.
        const is_last = endpoint === 'deleteAccount';
        const value = is_last ? { ...(isObject(given) ? given : {}), surplus: 1 } : given;
        const body = JSON.stringify(value);
        const cut =
          !is_last && random.int(10) === 0 ? body.slice(0, random.int(body.length)) : body;
        const type = random.int(10) === 0 ? 'text/plain' : 'application/json';
        const token = auth === 'firebase' ? `Bearer ${phone}` : `JWT ${mine.token}`;
        const wrong = random.int(5) === 0 ? bad[random.int(bad.length)] : undefined;
        const query = method === 'get' ? queryOf(value) : '';
        const response = await fetch(base + named(path) + query, {
          method,
          headers: { 'content-type': type, authorization: wrong ?? token },
          ...(method !== 'get' && { body: cut }),
        });
        const text = await response.text();
        assert.ok(response.status < 500, `${method} ${path} ${cut}: ${response.status} ${text}`);
        assert.ok(isOurs(text), text);
        const is_read = cut === body && type === 'application/json' && isObject(value);
        if (wrong === undefined && (is_read || method === 'get')) {
          share.add(`${method} ${path} ${endpoint}`, ![401, 403, 404].includes(response.status));
        }
      }
    }
    share.assertFair(ROUTES.map(({ method, path, endpoint }) => `${method} ${path} ${endpoint}`));
  });

  it(`${OVER_HTTP} bodies at each callable over HTTP: no 5xx, no stack, no write`, async () => {
    const random = seededRandom(seed + 2);
    const before = await documents();
    const server = await serveCallables(defineFunctions(() => world.context));
    const idToken = ({ uid: whose, sid, admin: is_admin }: CallerClaims, says: object = {}) =>
      emulatedIdToken(suiteProject(), whose, { sid, admin: is_admin, ...says });
    const post = async (name: EndpointName, token: string | undefined, body: string) => {
      const type = random.int(10) === 0 ? 'text/plain' : 'application/json';
      const headers = { 'content-type': type, ...(token && { authorization: `Bearer ${token}` }) };
      const response = await fetch(`http://${server.host}/${name}`, {
        method: 'POST',
        headers,
        body,
      });
      const text = await response.text();
      const shown = `${name} ${body.slice(0, 300)}: ${response.status} ${text}`;
      assert.ok(response.status < 500, shown);
      assert.ok(isOurs(text), shown);
      return response.status;
    };
    const share = new Share();
    // The SDK prints a line for each.
    await printedBy(async () => {
      for (const name of NAMES) {
        const names = [...(await namesOf(name)), '@type'];
        const caller = callerFor((await ENDPOINTS[name]()).auth);
        const good = idToken(caller);
        const bad = ['x', good.slice(0, -9), idToken(caller, { aud: 'other' }), undefined];
        for (let index = 0; index < OVER_HTTP; index += 1) {
          const is_bad = random.int(5) === 0;
          const token = is_bad ? bad[random.int(bad.length)] : good;
          const status = await post(name, token, callableBody(random, names));
          if (!is_bad) share.add(name, status !== 401 && status !== 403);
        }
      }
    });
    await server.stop();
    share.assertFair(NAMES);
    assert.deepEqual(await documents(), before);
  });

  /** Who may call an endpoint of that kind. */
  function callerFor(auth: Auth): CallerClaims {
    if (auth === 'admin') return { uid: admin, sid: 'fuzz-session', admin: true };
    if (auth !== 'firebase') return { uid, sid: 'fuzz-session' };
    const auth_time = Math.floor(Date.now() / 1000);
    // Without a `sid`, as no sign-in of ours has made it.
    const claims = { sid: undefined, auth_time, firebase: { sign_in_provider: 'phone' } };
    return { uid, claims };
  }

  /** Mostly what leads to the route's own endpoint, where its path has two. */
  function routed(random: SeededRandom, names: readonly string[], { when }: Route): unknown {
    const is_object = random.int(8) > 0;
    const value = is_object ? arbitraryObject(random, names) : arbitraryJson(random, names);
    const [field] = when ?? [];
    if (field === undefined || !isObject(value)) return value;
    return { [field]: arbitraryJson(random, names), ...value };
  }

  function isObject(value: unknown): value is object {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  }

  function queryOf(value: unknown): string {
    if (!isObject(value)) return '';
    const texts = Object.entries(value).map(([name, given]) => [
      name,
      String(JSON.stringify(given)),
    ]);
    return `?${new URLSearchParams(texts.map(([name = '', text = '']) => [name, text.slice(0, 500)]))}`;
  }

  /** Mostly what a callable takes, around something that it does not. */
  function callableBody(random: SeededRandom, names: readonly string[]): string {
    switch (random.int(10)) {
      case 0:
        return JSON.stringify(arbitraryJson(random, names));
      case 1:
        return `{"data":${nestedLists(5_000)}}`;
      default:
        return JSON.stringify({ data: arbitraryJson(random, names) });
    }
  }

  /** The paths of all documents but the limiters'. */
  /** A valid request of an admin configures all apps, and is audited: no user has to exist for it. */
  function isConfigured(doc: QueryDocumentSnapshot): boolean {
    return doc.ref.path === 'config/client' || doc.get('action') === 'SET_CLIENT_CONFIG';
  }

  async function documents(): Promise<string[]> {
    const paths: string[] = [];
    for (const collection of await world.admin.listCollections()) {
      if (LIMITERS.has(collection.id)) continue;
      const found = await collection.get();
      paths.push(...found.docs.filter((doc) => !isConfigured(doc)).map(({ ref }) => ref.path));
    }
    return paths.toSorted();
  }
});
