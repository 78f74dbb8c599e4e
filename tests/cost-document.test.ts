import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

import { measureAllCosts, withTables, type MeasuredCosts } from '../bench/costs/document.ts';
import { USE_CASES, type UseCaseCost } from '../bench/costs/recorder.ts';

/** Everything is measured once more, and compared with what docs/cost.md says. */
describe('docs/cost.md', function () {
  this.timeout(120_000);
  let measured: MeasuredCosts;
  before(async () => {
    measured = await measureAllCosts();
  });

  const useCases = (): UseCaseCost[] =>
    Object.values<UseCaseCost[]>({ ...measured.use_cases }).flat();
  const message = (kind: string) => {
    const found = measured.messages.find((each) => each.kind === kind);
    assert.ok(found, kind);
    return found;
  };

  it('says what was measured; `npm run bench -- costs` writes it anew', async () => {
    const document = await readFile(new URL('../docs/cost.md', import.meta.url), 'utf8');
    const [said, found] = [document, withTables(document, measured)].map((text) =>
      text.split('\n'),
    );
    assert.deepEqual(
      said?.filter((line) => found?.includes(line) === false),
      found?.filter((line) => said?.includes(line) === false),
    );
    assert.deepEqual(said, found);
  });

  it('leaves out nothing that is deployed', () => {
    const told = new Set<string>(useCases().map(({ name }) => name));
    assert.deepEqual(
      USE_CASES.filter((name) => !told.has(name)),
      [],
    );
  });

  it('has a direct message under the price of the plainest example, with everything on', () => {
    const { reads, writes, invocations, dollars_per_million } = message('direct, by `sendMessage`');
    assert.deepEqual({ reads, writes, invocations }, { reads: 4, writes: 3, invocations: 2 });
    assert.ok(dollars_per_million < 8.8, `${dollars_per_million}`);
  });

  it('has one run of the trigger for a group of any size, and 103 writes for one of 100', () => {
    for (const [kind, members] of [
      ['group of 10', 10],
      ['group of 100', 100],
      ['group of 1,000', 1000],
    ] as const) {
      const { reads, writes, invocations } = message(kind);
      const [CALL, TRIGGER] = [1, 1];
      assert.deepEqual(
        { reads, writes, invocations },
        { reads: 2 * members + 1, writes: members + 3, invocations: CALL + TRIGGER },
      );
    }
  });

  it('has reading at 1 read and 2 writes', () => {
    const read = useCases().find(({ name, when }) => name === 'markRead' && when === '');
    assert.deepEqual([read?.reads, read?.writes], [1, 2]);
  });

  it('has a place for each table', () => {
    assert.throws(() => withTables('# What it costs', measured), /no place for the table messages/);
  });
});
