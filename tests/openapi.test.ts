import assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';

import { Validator } from '@seriousme/openapi-schema-validator';

import { REASONS } from '../functions/src/kernel/errors.ts';
import { ENDPOINTS } from '../functions/src/wire/endpoints.ts';
import { openapiDocument } from '../functions/src/wire/openapi/document.ts';
import { ROUTES } from '../functions/src/wire/rest/routes.ts';
import { emulatorHosts, suiteProject } from '../testkit/hosts.ts';
import { openWorld, type World } from '../testkit/world.ts';

interface Content {
  'application/json': { example?: unknown; examples?: Record<string, { value: unknown }> };
}
interface Operation {
  operationId: string;
  responses: Record<string, { description: string; content: Content; headers?: object }>;
  requestBody?: { required: boolean; content: Content };
  parameters?: { name: string; in: string; required?: boolean; example?: unknown }[];
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

  it('has an example of every body, and of everything in a path', () => {
    for (const [path, operations] of Object.entries(document.paths)) {
      for (const [method, { requestBody, parameters = [] }] of Object.entries(operations)) {
        if (method === 'servers') continue;
        const { example, examples = {} } = requestBody?.content['application/json'] ?? {};
        const bodies = [example, ...Object.values(examples).map(({ value }) => value)];
        const has = bodies.some((body) => body !== undefined);
        const takes = method !== 'get' && (method !== 'delete' || requestBody !== undefined);
        assert.ok(has || !takes, `${method} ${path}`);
        for (const { name, in: where, example: value } of parameters) {
          assert.ok(where !== 'path' || value !== undefined, `${method} ${path}: ${name}`);
        }
      }
    }
  });

  it('shows each form of a path that has two', () => {
    const forms = (path: string) =>
      document.paths[path]?.['post']?.requestBody?.content['application/json'].examples;
    for (const [path, names] of [
      ['/phone-auth', ['startPhoneAuth', 'verifyPhoneAuth']],
      ['/password-reset', ['requestPasswordReset', 'confirmPasswordReset']],
      ['/email-verification', ['requestEmailVerification', 'confirmEmailVerification']],
    ] as const) {
      assert.deepEqual(Object.keys(forms(path) ?? {}), names);
    }
  });

  it('says which bodies may be files, and what comes by the query beside them', () => {
    const { requestBody, parameters = [] } =
      document.paths['/users/contacts/upload']?.['post'] ?? {};
    assert.deepEqual(Object.keys(requestBody?.content ?? {}), [
      'application/json',
      'text/vcard',
      'text/x-vcard',
      'text/csv',
    ]);
    assert.deepEqual(
      parameters.map(({ name, in: where }) => [name, where]),
      [['country', 'query']],
    );
  });

  it('asks for a user once: where a path has his username, neither body nor query has his id', () => {
    const of_username = Object.entries(document.paths).filter(([path]) =>
      path.includes('{username}'),
    );
    assert.ok(of_username.length > 0);
    for (const [path, operations] of of_username) {
      const text = JSON.stringify(
        Object.values(operations).map(({ requestBody, parameters }) => [requestBody, parameters]),
      );
      assert.ok(!text.includes('user_id'), path);
    }
    const { delete: cancel, put: answer } = document.paths['/friend-requests/{username}'] ?? {};
    assert.equal(cancel?.requestBody, undefined);
    assert.ok(answer?.requestBody?.required);
  });

  it('says of each answer of a route how long it may be kept', () => {
    interface Header {
      example: string;
    }
    for (const { path, method, status, status_if_known = status, cache_control } of ROUTES) {
      for (const one of [status, status_if_known]) {
        const { headers = {} } = document.paths[path]?.[method]?.responses[one] ?? {};
        const { 'Cache-Control': kept, Vary: vary } = headers as Record<string, Header | undefined>;
        assert.equal(kept?.example, cache_control ?? 'no-store', `${method} ${path}`);
        assert.equal(vary?.example, cache_control && 'Authorization', `${method} ${path}`);
      }
    }
  });

  it('has patterns that fit all that is accepted', () => {
    const { parameters = [] } = document.paths['/users/contacts/upload']?.['post'] ?? {};
    const { pattern } = (parameters[0] as unknown as { schema: { pattern: string } }).schema;
    for (const country of ['us', 'US', 'De']) assert.match(country, new RegExp(pattern));
  });

  it('says which bodies may be left out: those that work empty', () => {
    const required = (path: string) => document.paths[path]?.['post']?.requestBody?.required;
    assert.equal(required('/users/register'), true);
    assert.equal(required('/phone-auth'), true);
    assert.equal(required('/firebase-auth'), false);
    assert.equal(required('/email-verification'), false);
    for (const name of Object.keys(ENDPOINTS)) assert.equal(required(`/${name}`), true, name);
  });

  it('lists the reasons of each callable by status, as of each route', async () => {
    for (const [name, load] of Object.entries(ENDPOINTS)) {
      const { errors = [], auth } = await load();
      const { responses } = document.paths[`/${name}`]?.['post'] ?? {};
      const listed = Object.values(responses ?? {}).flatMap(({ description }) =>
        [...description.matchAll(/`([A-Z_]+)`/g)].map(([, reason]) => reason),
      );
      const usual = ['FIELDS_INVALID', 'BODY_NOT_JSON', 'APP_CHECK_REQUIRED', 'INTERNAL'];
      const session = auth === 'none' ? [] : ['SESSION_REQUIRED', 'TOKEN_EXPIRED'];
      for (const reason of [...usual, ...session, ...errors]) {
        assert.ok(listed.includes(reason), `${name}: ${reason}`);
      }
      assert.equal(responses?.['default'], undefined);
    }
    const { responses } = document.paths['/signInWithEmail']?.['post'] ?? {};
    assert.match(responses?.['429']?.description ?? '', /RATE_LIMITED/);
    assert.match(responses?.['401']?.description ?? '', /CREDENTIALS_INVALID/);
    assert.equal(responses?.['429']?.headers, undefined);
    // Those that are limited by what they find, too.
    const limited = ['updateProfile', 'createChat', 'sendMessage', 'editMessage', 'createGroup'];
    limited.push('addMembers', 'updateGroup', 'setRole', 'sendFriendRequest', 'uploadContacts');
    for (const name of limited) {
      const { responses: answers } = document.paths[`/${name}`]?.['post'] ?? {};
      assert.match(answers?.['429']?.description ?? '', /RATE_LIMITED/, name);
    }
    assert.ok(document.paths['/users/login']?.['post']?.responses['429']?.headers);
  });

  it('has no patterns and bounds of which readers make odd samples', () => {
    const walk = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      assert.ok(!('format' in value && 'pattern' in value), JSON.stringify(value));
      assert.ok(!Object.values(value).includes(Number.MIN_SAFE_INTEGER), JSON.stringify(value));
      Object.values(value).forEach(walk);
    };
    walk(document);
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
