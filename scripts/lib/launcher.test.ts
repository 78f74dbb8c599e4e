import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fakeHost } from './fake-host.ts';
import { readFirebaseConfig } from './firebase-config.ts';
import { ROOT } from './paths.ts';
import { answers, configuredPorts } from './ports.ts';
import { descendants, listProcesses } from './process-table.ts';
import { startSuite } from './suite.ts';
import { UserError } from './user-error.ts';

describe('a start that cannot succeed', () => {
  it('ends with code 1 and the owner when a port is in use', async () => {
    const push = configuredPorts(readFirebaseConfig(ROOT)).find(({ name }) => name === 'push');
    assert.ok(push);
    // When a stack is up on these ports, they are in use anyway.
    const server = createServer();
    if (!(await answers(push.host, push.port))) {
      server.listen(push.port, push.host);
      await once(server, 'listening');
    }
    try {
      const { code, stderr } = await run('emulators');
      assert.equal(code, 1);
      assert.match(stderr, new RegExp(`${push.port} +Push stand-in +is used by `));
      assert.doesNotMatch(stderr, /\n {4}at /, 'no stack');
      if (server.listening && process.platform === 'linux') {
        assert.match(stderr, new RegExp(`by process ${process.pid} \\(`));
      }
    } finally {
      server.close();
    }
  });

  it('leaves nothing running when Java and the emulator are missing', async () => {
    const toolchain = {
      host: fakeHost({ env: {} }),
      download: async () => false,
      fetchJava: async () => false,
    };
    const options = { projectId: 'demo-x', ports: 'free', functionsDir: 'build/x' } as const;
    const before = childIds();
    await assert.rejects(startSuite({ ...options, toolchain }), (error: unknown) => {
      assert.ok(error instanceof UserError);
      assert.match(error.message, /No Java 21 or newer.*No Firestore emulator.*apt-get install/s);
      return true;
    });
    assert.deepEqual(childIds(), before);
    assert.deepEqual(
      readdirSync(ROOT).filter((name) => name.startsWith(`firebase.run-${process.pid}-`)),
      [],
    );
  });
});

function childIds(): number[] {
  return descendants(process.pid, listProcesses()).map(({ pid }) => pid);
}

async function run(command: string): Promise<{ code: number | null; stderr: string }> {
  const child = spawn(process.execPath, [join(ROOT, 'scripts', `${command}.ts`)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [stderr, [code]] = await Promise.all([
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  return { code, stderr };
}
