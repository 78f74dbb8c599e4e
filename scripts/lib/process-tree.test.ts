import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { descendants, listProcesses, parsePs, parseStat } from './process-table.ts';
import { ProcessTree } from './process-tree.ts';

const STAY = 'setInterval(() => undefined, 1000)';

/** What the Firebase CLI does with Java: a child in a group of its own, its id on our stdout. */
const PARENT = `
  const child = require('node:child_process').spawn(
    process.execPath, ['-e', ${JSON.stringify(STAY)}], { detached: true, stdio: 'ignore' });
  console.log(child.pid);
  ${STAY};
`;

describe('the process table', () => {
  it('reads /proc and ps alike, without zombies', () => {
    const stat =
      '42 (a (b) c) S 7 40 7 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 987654 1000 10 18446744073709551615';
    assert.deepEqual(parseStat(stat), { pid: 42, parent: 7, group: 40, started: '987654' });
    assert.equal(parseStat(stat.replace(') S', ') Z')), undefined);
    const ps = [
      '    1     0     1 Ss   Fri Nov 20 05:17:00 2026',
      '   42     7    40 S+   Fri Nov 20 06:00:01 2026',
      '   43    42    40 Z    Fri Nov 20 06:00:02 2026',
      '',
    ].join('\n');
    assert.deepEqual(parsePs(ps)[1], {
      pid: 42,
      parent: 7,
      group: 40,
      started: 'Fri Nov 20 06:00:01 2026',
    });
    assert.equal(parsePs(ps).length, 2);
  });

  it('finds all generations', () => {
    const entry = (pid: number, parent: number) => ({ pid, parent, group: 1, started: '' });
    const table = [entry(4, 3), entry(3, 2), entry(2, 1), entry(9, 8)];
    assert.deepEqual(
      descendants(2, table).map(({ pid }) => pid),
      [3, 4],
    );
  });
});

describe('a process tree', function () {
  let root: ChildProcess;
  let orphan: number;

  before(function () {
    // Windows has neither these signals nor /proc: what is tested here is the POSIX side.
    if (process.platform === 'win32') this.skip();
  });
  beforeEach(async () => {
    root = spawn(process.execPath, ['-e', PARENT], {
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [line] = (await once(root.stdout as NonNullable<typeof root.stdout>, 'data')) as [Buffer];
    orphan = Number(line.toString());
  });
  afterEach(() => {
    for (const pid of [root.pid, orphan]) {
      if (pid !== undefined && isAlive(pid)) process.kill(pid, 'SIGKILL');
    }
  });

  it('is ended with what runs in another group', async () => {
    await new ProcessTree(root.pid ?? 0).end();
    assert.ok(!isAlive(root.pid) && !isAlive(orphan));
  });

  it('remembers what its dead root has left behind', async () => {
    const tree = new ProcessTree(root.pid ?? 0);
    tree.look();
    root.kill('SIGKILL');
    await once(root, 'exit');
    assert.deepEqual(tree.alive(), [orphan]);
    await tree.end();
    assert.ok(!isAlive(orphan));
  });

  it("spares a process that got a dead one's number", async () => {
    const seen = new ProcessTree(root.pid ?? 0).look();
    const earlier = seen.map((entry) => ({ ...entry, started: 'earlier' }));
    await new ProcessTree(root.pid ?? 0, earlier).end();
    assert.ok(isAlive(root.pid) && isAlive(orphan));
  });

  it('is ended by its guard when the launcher is killed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'parley-guard-'));
    const leftover = join(folder, 'config.json');
    writeFileSync(leftover, '{}');
    const guard = pathToFileURL(join(import.meta.dirname, 'guard.ts')).href;
    const launcher = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `import { Guard } from ${JSON.stringify(guard)};
         new Guard().watch(${root.pid}, [], [${JSON.stringify(leftover)}]);
         console.log('watching');
         ${STAY}`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    try {
      await once(launcher.stdout, 'data');
      launcher.kill('SIGKILL');
      await until(() => !isAlive(root.pid) && !isAlive(orphan) && !existsSync(leftover));
    } finally {
      launcher.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

function isAlive(pid: number | undefined): boolean {
  return listProcesses().some((entry) => entry.pid === pid);
}

/** Looks as often as the event loop turns; mocha's time limit is the deadline. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await turn();
}
