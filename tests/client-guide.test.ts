import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../scripts/lib/paths.ts';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** What stands between the markers of one name in a source file, set to the left margin. */
function marked(path: string, name: string): string | undefined {
  const place = new RegExp(`^( *)// docs: ${name}\\n([^]*?)^ *// end of docs: ${name}\\n`, 'm');
  const [, margin = '', text] = place.exec(read(path)) ?? [];
  return text?.replaceAll(new RegExp(`^${margin}`, 'gm'), '');
}

/** Reads, writes and deletes of one use case, of which cost.md has a row for each case. */
interface Cost {
  name: string;
  counts: string;
}

function costsOf(text: string, pattern: RegExp): Cost[] {
  return [...text.matchAll(pattern)].map(({ groups = {} }) => {
    const { name = '', reads, writes, deletes = '0' } = groups;
    return { name, counts: `${reads}, ${writes}, ${deletes}` };
  });
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

  it('says everything in all four languages, and what it costs', () => {
    for (const section of guide.split('\n## ').slice(1)) {
      for (const language of ['ts', 'kotlin', 'swift', 'dart']) {
        assert.ok(
          section.includes(`\`\`\`${language}\n`),
          `${section.split('\n')[0]}: ${language}`,
        );
      }
      assert.match(section, /\d reads?/, section.split('\n')[0]);
    }
  });

  it('counts as the document of costs does', () => {
    const row =
      /^\| `(?<name>\w+)` +\|.*?\| +(?<reads>\d+) \| +(?<writes>\d+) \| +(?<deletes>\d+) \|/gm;
    const said =
      /`(?<name>\w+)` (?<reads>\d+) reads?, (?<writes>\d+) writes?(?:, (?<deletes>\d+) deletes?)?/g;
    const measured = costsOf(read('docs/cost.md'), row);
    const claims = costsOf(guide, said);
    assert.ok(claims.length > 10);
    for (const { name, counts } of claims) {
      const known = measured.filter((cost) => cost.name === name).map((cost) => cost.counts);
      assert.ok(known.includes(counts), `${name}: ${counts}, measured ${known.join(' or ')}`);
    }
  });

  it('leads to what is there', () => {
    const sections = new Set(
      [...guide.matchAll(/^## (.+)$/gm)].map(([, title = '']) =>
        title.toLowerCase().replaceAll(' ', '-'),
      ),
    );
    for (const [, path = '', anchor = ''] of guide.matchAll(/\]\(([^)#]*)#?([^)]*)\)/g)) {
      if (path === '') assert.ok(sections.has(anchor), anchor);
      else assert.ok(existsSync(join(ROOT, 'docs', path)), path);
    }
  });
});
