import assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';

import { Validator } from '@seriousme/openapi-schema-validator';

import { REASONS } from '../functions/src/kernel/errors.ts';
import { ENDPOINTS } from '../functions/src/wire/endpoints.ts';
import { openapiDocument } from '../functions/src/wire/openapi/document.ts';
import { EXAMPLES } from '../functions/src/wire/openapi/examples.ts';
import { ROUTES } from '../functions/src/wire/rest/routes.ts';
import { emulatorHosts, suiteProject } from '../testkit/hosts.ts';
import { openWorld, type World } from '../testkit/world.ts';

interface Operation {
  operationId: string;
  responses: Record<string, { description: string }>;
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
}

describe('the OpenAPI document', () => {
  let document: Document;
  before(async () => {
    document = (await openapiDocument()) as Document;
  });

  it('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate({ ...structuredClone(document) });
    assert.deepEqual(result.errors ?? [], []);
    assert.equal(result.valid, true);
    assert.match(document.openapi, /^3\.1\./);
  });

  it('has every route and every callable', () => {
    for (const { path, method } of ROUTES) {
      assert.ok(document.paths[path]?.[method], `${method} ${path}`);
    }
    for (const name of Object.keys(ENDPOINTS)) {
      assert.ok(document.paths[`/${name}`]?.['post'], name);
    }
  });

  it('names every reason', () => {
    const text = JSON.stringify(document);
    for (const reason of Object.keys(REASONS)) assert.ok(text.includes(`"${reason}"`), reason);
  });

  it('says what each route answers, also where it was there already', () => {
    for (const { path, method, status, status_if_known = status } of ROUTES) {
      const responses = document.paths[path]?.[method]?.responses ?? {};
      const of_bodies = method === 'get' ? [] : [413, 415];
      for (const one of [status, status_if_known, 400, ...of_bodies]) {
        assert.ok(responses[one], `${path} ${one}`);
      }
    }
  });

  it('gives each operation an id of its own', () => {
    const ids = Object.values(document.paths).flatMap((path) =>
      Object.values(path).flatMap(({ operationId }) => operationId ?? []),
    );
    assert.equal(new Set(ids).size, ids.length);
  });
});

describe('the documentation over HTTP', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  it('is a page that asks no other host', async () => {
    const page = await world.restText('/docs');
    assert.equal(page.status, 200);
    assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.ok(!/https?:\/\//.test(page.text));
    for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js']) {
      assert.equal((await world.restText(`/docs/${file}`)).status, 200);
    }
    assert.equal((await world.restText('/docs/package.json')).status, 404);
    assert.equal((await world.restText('/docs/..%2fpackage.json')).status, 404);
    assert.equal((await world.restText('/openapi.json')).status, 200);
  });
});

/** What the page asks for when a browser has it at this path. */
function askedFor(page: string, pathname: string): string[] {
  const script = /<script>([^]*?)<\/script>/.exec(page)?.[1] ?? '';
  const asked: string[] = [];
  const added = (element: { href?: string; src?: string; onload?: () => void }) => {
    asked.push(element.href ?? element.src ?? '');
    element.onload?.();
  };
  runInNewContext(script, {
    location: { pathname },
    document: { createElement: () => ({}), body: { append: added } },
    SwaggerUIBundle: ({ url }: { url: string }) => asked.push(url),
  });
  return asked;
}

describe('the page of the documentation, in the functions emulator', function () {
  this.timeout(90_000);
  const { functions } = emulatorHosts();
  const api = `/${suiteProject()}/us-central1/api`;

  for (const path of ['/docs', '/docs/']) {
    it(`finds all its parts at ${path}`, async () => {
      const page = await fetch(`http://${functions}${api}${path}`);
      assert.equal(page.status, 200);
      const asked = askedFor(await page.text(), new URL(page.url).pathname);
      assert.deepEqual(asked.toSorted(), [
        `${api}/docs/swagger-ui-bundle.js`,
        `${api}/docs/swagger-ui.css`,
        `${api}/openapi.json`,
      ]);
      for (const file of asked) {
        const part = await fetch(`http://${functions}${file}`);
        await part.arrayBuffer();
        assert.equal(part.status, 200, file);
      }
    });
  }
});

describe('the examples of the document', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
    for (const uid of ['108', '109']) await world.addUser(uid);
    await world.call('108', 'createChat', { user_id: '109' });
  });
  after(() => world.close());

  const run = Object.entries(EXAMPLES).filter(([name]) => name !== 'signInWithEmail');
  for (const [name, example] of run) {
    it(`${name}: works as shown`, async () => {
      const endpoint = await ENDPOINTS[name as keyof typeof ENDPOINTS]();
      const output = await world.callAs({ uid: '108', admin: true }, name as never, example);
      const parsed = endpoint.output.safeParse(output);
      assert.ok(parsed.success, JSON.stringify(parsed.error?.issues));
    });
  }
});
