import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { USE_CASES } from '../bench/costs/recorder.ts';
import { ROUTES } from '../functions/src/wire/rest/routes.ts';
import { ROOT } from '../scripts/lib/paths.ts';

/** What each costs is held by tests/cost-document.test.ts; here, that none is forgotten. */
describe('docs/calls.md', () => {
  const rows = readFileSync(join(ROOT, 'docs/calls.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.replaceAll('\\|', ' ').split(' | '));

  it('has every function that is deployed', () => {
    const told = new Set(rows.flatMap(([names = '']) => names.match(/\w+(?=`)/g) ?? []));
    assert.deepEqual(
      USE_CASES.filter((name) => !told.has(name)),
      [],
    );
  });

  it('has every path of the REST API, beside what it serves', () => {
    const missing = ROUTES.filter(({ method, path, endpoint }) => {
      const [, paths = ''] = rows.find(([names = '']) => names.includes(`\`${endpoint}\``)) ?? [];
      return !paths.includes(method.toUpperCase()) || !paths.includes(path);
    });
    assert.deepEqual(
      missing.map(({ method, path }) => `${method} ${path}`),
      [],
    );
  });
});
