import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { excerpt, isFatal, RunLog } from './cli-log.ts';

/** No process has this id. */
const GONE = 2 ** 30;

const FAILED =
  '⬢  functions: Failed to load function definition from source: FirebaseError: User code failed';

describe("a run's log", () => {
  it('tells when the suite will not come up', () => {
    assert.ok(isFatal(`i  hub\n${FAILED}\n`));
    assert.ok(!isFatal('⚠  functions: a warning\n✔  All emulators ready!'));
  });

  it('shows the lines that say what went wrong, or else the last ones', () => {
    const noise = Array.from({ length: 50 }, (_, at) => `i  line ${at}`);
    const repeated = [
      ...noise,
      FAILED,
      ...noise,
      FAILED,
      '⚠  firestore: Env variable override detected.',
    ];
    assert.equal(excerpt(repeated.join('\n')), `  ${FAILED}`);
    const last = excerpt(noise.join('\n')).split('\n');
    assert.equal(last.at(-1), '  i  line 49');
    assert.ok(last.length < 50);
  });

  it('is read without colours, and old runs are thrown away', () => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-logs-'));
    try {
      const running = new RunLog(folder, 'running');
      const logs = Array.from({ length: 13 }, (_, at) => new RunLog(folder, `run-${at}`, GONE));
      const last = logs.at(-1);
      assert.ok(last);
      appendFileSync(last.path, '\u001b[31mred\u001b[39m\n');
      assert.equal(last.text(), 'red\n');
      const left = readdirSync(folder);
      assert.equal(left.length, 11);
      assert.ok(left.includes(basename(running.folder)), 'a running one keeps its folder');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
