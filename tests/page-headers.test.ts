import assert from 'node:assert/strict';

import { readFirebaseConfig } from '../scripts/lib/firebase-config.ts';
import { ROOT } from '../scripts/lib/paths.ts';

const POLICY = 'content-security-policy';

/** A policy by its directives. */
function directives(policy: string): Map<string, string[]> {
  return new Map(
    policy.split(';').map((directive) => {
      const [name = '', ...sources] = directive.trim().split(' ');
      return [name, sources];
    }),
  );
}

describe('the headers of the page', () => {
  const load = async (path: string): Promise<Response> => {
    const response = await fetch(`http://${process.env['HOSTING_EMULATOR_HOST']}${path}`);
    assert.equal(response.status, 200, path);
    return response;
  };
  const cached = async (path: string): Promise<string | null> =>
    (await load(path)).headers.get('cache-control');

  it('let it load, run and be framed by nothing but its own', async () => {
    const { headers } = await load('/');
    const policy = directives(headers.get(POLICY) ?? '');
    const { 'connect-src': asked = [], ...others } = Object.fromEntries(policy);
    assert.deepEqual(others, {
      'default-src': ["'self'"],
      'img-src': ["'self'", 'data:'],
      'object-src': ["'none'"],
      'base-uri': ["'none'"],
      'form-action': ["'self'"],
      'frame-ancestors': ["'none'"],
    });
    assert.ok(asked.includes('http://127.0.0.1:*'));
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('referrer-policy'), 'strict-origin');
  });

  it('name no emulator where it is deployed, and are the same besides', async () => {
    const rules =
      readFirebaseConfig(ROOT).hosting?.headers?.flatMap(({ headers }) => headers) ?? [];
    const deployed = rules.find(({ key }) => key.toLowerCase() === POLICY)?.value ?? '';
    const asked = directives(deployed).get('connect-src') ?? [];
    assert.ok(asked.length > 1);
    for (const source of asked)
      assert.match(source, /^('self'|https:\/\/\*\.[a-z]+\.(com|net|app))$/);
    const { headers } = await load('/');
    assert.equal(headers.get(POLICY)?.replace(' http://127.0.0.1:*', ''), deployed);
  });

  it('have the browser ask for what a deployment changes, and keep what has a hash', async () => {
    const html = await (await load('/')).text();
    const assets = [...html.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
    assert.equal(assets.length, 2);
    for (const path of ['/', '/settings.json', '/costs.json']) {
      assert.equal(await cached(path), 'no-cache', path);
    }
    for (const path of assets) {
      assert.equal(await cached(path), 'public, max-age=31536000, immutable', path);
    }
  });
});
