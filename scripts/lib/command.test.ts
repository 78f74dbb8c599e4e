import assert from 'node:assert/strict';
import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const MODULE = (name: string): string =>
  JSON.stringify(pathToFileURL(join(import.meta.dirname, name)).href);

/** A command that says when it is up, waits to be stopped, and says why it was. */
const WAITING = `
  import { runCommand, aborted } from ${MODULE('command.ts')};
  await runCommand(async (signal) => {
    console.log('up');
    setInterval(() => undefined, 1000);
    await aborted(signal);
    console.log(signal.reason.message);
    return 7;
  });
`;

const FAILING = `
  import { runCommand } from ${MODULE('command.ts')};
  import { UserError } from ${MODULE('user-error.ts')};
  await runCommand(async () => { throw new UserError('Do this.'); });
`;

describe('a command', () => {
  it('stops once, however often it is told to', async function () {
    // Windows has neither these signals nor /proc: what is tested here is the POSIX side.
    if (process.platform === 'win32') this.skip();
    const child = start(WAITING);
    const output = collect(child);
    await output.line('up');
    child.kill('SIGINT');
    child.kill('SIGINT');
    child.kill('SIGTERM');
    const [code] = (await once(child, 'close')) as [number | null];
    assert.equal(code, 7);
    assert.equal(output.text().match(/Stopped by/g)?.length, 1);
  });

  it('tells its parent that it is stopping, and stops when its parent dies', async () => {
    const told = start(WAITING, 'ipc');
    await collect(told).line('up');
    const message = once(told, 'message');
    told.kill('SIGTERM');
    assert.deepEqual((await message)[0], 'stopping');
    await once(told, 'exit');

    const left = start(WAITING, 'ipc');
    await collect(left).line('up');
    left.disconnect();
    const [code] = (await once(left, 'exit')) as [number | null];
    assert.equal(code, 7);
  });

  it('prints what a person can mend without a stack', async () => {
    const child = start(FAILING);
    const output = collect(child);
    const [code] = (await once(child, 'close')) as [number | null];
    assert.equal(code, 1);
    assert.equal(output.text().trim(), 'Do this.');
  });
});

function start(source: string, channel: 'ipc' | 'ignore' = 'ignore'): ChildProcess {
  const stdio: StdioOptions = ['ignore', 'pipe', 'pipe', channel];
  return spawn(process.execPath, ['--input-type=module', '-e', source], { stdio });
}

function collect(child: ChildProcess): { text(): string; line(text: string): Promise<void> } {
  let all = '';
  const waiting = new Map<string, () => void>();
  const take = (chunk: Buffer): void => {
    all += chunk.toString();
    for (const [line, resolve] of waiting) if (all.includes(line)) resolve();
  };
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  return {
    text: () => all,
    line: (text) => new Promise((resolve) => waiting.set(text, resolve)),
  };
}
