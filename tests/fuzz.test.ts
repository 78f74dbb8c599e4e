import assert from 'node:assert/strict';

import { z } from 'zod';

import { ENDPOINTS, type EndpointName } from '../functions/src/wire/endpoints.ts';
import { defineFunctions } from '../functions/src/wire/functions.ts';
import { ROUTES } from '../functions/src/wire/rest/routes.ts';
import { arbitraryJson, arbitraryObject, nestedLists } from '../testkit/arbitrary.ts';
import { serveCallables } from '../testkit/callable-server.ts';
import { printedBy } from '../testkit/captured-output.ts';
import { emulatorHosts, suiteProject } from '../testkit/hosts.ts';
import { seededRandom, type SeededRandom } from '../testkit/seeded-random.ts';
import { openWorld, type World } from '../testkit/world.ts';

const IN_PROCESS = 10_000;
const OVER_HTTP = 50;

const seed = Number(process.env['PARLEY_SEED'] ?? Date.now());

/** Collections that a refused or harmless request may leave something in. */
const LIMITERS = new Set(['rate-limits', 'password-failures']);

// The seed is in the name, so that a failure can be replayed: PARLEY_SEED=<seed> npm test.
describe(`arbitrary input, seed ${seed}`, function () {
  this.timeout(120_000);
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  const namesOf = async (name: EndpointName): Promise<string[]> => {
    const { input } = await ENDPOINTS[name]();
    return input instanceof z.ZodObject ? Object.keys(input.shape) : ['data'];
  };
  const isOurs = (text: string): boolean => !/\n\s+at |\.ts:\d|node_modules/.test(text);

  it(`${IN_PROCESS} bodies at the endpoints: no failure of ours, no stack, no write`, async () => {
    const random = seededRandom(seed);
    const endpoints = Object.keys(ENDPOINTS) as EndpointName[];
    const before = await documents();
    for (let index = 0; index < IN_PROCESS; index += 1) {
      const name = endpoints[index % endpoints.length];
      assert.ok(name);
      const names = await namesOf(name);
      const body =
        random.int(8) === 0 ? arbitraryJson(random, names) : arbitraryObject(random, names);
      // A user without documents or sessions: a valid request then finds nothing to change.
      const caller = { uid: 'fuzz', sid: 'fuzz-session', admin: false };
      const outcome = await world.callAs(caller, name, body).catch((error: unknown) => error);
      if (!(outcome instanceof Error)) continue;
      const { code, details } = outcome as { code?: string; details?: object };
      const shown = `${name} ${JSON.stringify(body)?.slice(0, 300)}`;
      assert.ok(code !== undefined && code !== 'internal', `${shown}: ${outcome.message}`);
      assert.ok(isOurs(JSON.stringify({ message: outcome.message, details })), shown);
    }
    assert.deepEqual(await documents(), before);
  });

  it(`${OVER_HTTP} bodies at each route over HTTP: no 5xx, no stack`, async () => {
    const random = seededRandom(seed + 1);
    const base = `http://${emulatorHosts().functions}/${suiteProject()}/us-central1/api`;
    for (const { method, path, endpoint } of ROUTES) {
      const names = await namesOf(endpoint);
      for (let index = 0; index < OVER_HTTP; index += 1) {
        const body = JSON.stringify(arbitraryJson(random, names));
        const cut = random.int(10) === 0 ? body.slice(0, random.int(body.length)) : body;
        const type = random.int(10) === 0 ? 'text/plain' : 'application/json';
        const hasBody = method !== 'get';
        const response = await fetch(base + path.replaceAll(/\{\w+\}/g, 'x'), {
          method,
          headers: { 'content-type': type, authorization: 'JWT x' },
          ...(hasBody && { body: cut }),
        });
        const text = await response.text();
        assert.ok(response.status < 500, `${method} ${path} ${cut}: ${response.status} ${text}`);
        assert.ok(isOurs(text), text);
      }
    }
  });

  it(`${OVER_HTTP} bodies at each callable over HTTP: no 5xx, no stack, no write`, async () => {
    const random = seededRandom(seed + 2);
    const before = await documents();
    const server = await serveCallables(defineFunctions(() => world.context));
    const post = async (name: EndpointName, body: string) => {
      const type = random.int(10) === 0 ? 'text/plain' : 'application/json';
      const url = `http://${server.host}/${name}`;
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      });
      const text = await response.text();
      const shown = `${name} ${body.slice(0, 300)}: ${response.status} ${text}`;
      assert.ok(response.status < 500, shown);
      assert.ok(isOurs(text), shown);
    };
    // The SDK prints a line for each.
    await printedBy(async () => {
      for (const name of Object.keys(ENDPOINTS) as EndpointName[]) {
        const names = [...(await namesOf(name)), '@type'];
        for (let index = 0; index < OVER_HTTP; index += 1) {
          await post(name, callableBody(random, names));
        }
      }
    });
    await server.stop();
    assert.deepEqual(await documents(), before);
  });

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
  async function documents(): Promise<string[]> {
    const paths: string[] = [];
    for (const collection of await world.admin.listCollections()) {
      if (LIMITERS.has(collection.id)) continue;
      paths.push(...(await collection.listDocuments()).map(({ path }) => path));
    }
    return paths.toSorted();
  }
});
