import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../scripts/lib/paths.ts';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** What stands between the markers of one name in a source file. */
function marked(path: string, name: string): string | undefined {
  const [, text] = read(path).split(new RegExp(`^ *// (?:end of )?docs: ${name}\\n`, 'm'));
  return text;
}

describe('the client guide', () => {
  const guide = read('docs/client.md');
  const quoted = [
    ...guide.matchAll(/<!-- from (?<path>\S+) (?<name>\S+) -->\n\n```ts\n(?<code>[^]*?)```/g),
  ].map(({ groups }) => ({ path: '', name: '', code: '', ...groups }));

  it('quotes the web client as it is', () => {
    assert.ok(quoted.length > 0);
    for (const { path, name, code } of quoted) assert.equal(code, marked(path, name), name);
  });

  it('quotes all that is marked there, and no TypeScript besides', () => {
    const files = globSync('web/src/**/*.{ts,tsx}', { cwd: ROOT });
    const names = files.flatMap((path) =>
      [...read(path).matchAll(/^ *\/\/ docs: (\S+)$/gm)].map(([, name]) => name),
    );
    assert.deepEqual(names.toSorted(), quoted.map(({ name }) => name).toSorted());
    assert.equal(guide.match(/```ts\n/g)?.length, quoted.length);
  });

  it('says everything in Kotlin, Swift and Dart as well', () => {
    for (const section of guide.split('\n## ').slice(1)) {
      for (const language of ['kotlin', 'swift', 'dart']) {
        assert.ok(
          section.includes(`\`\`\`${language}\n`),
          `${section.split('\n')[0]}: ${language}`,
        );
      }
      assert.match(section, /\d reads?/, section.split('\n')[0]);
    }
  });
});
