import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const INDEX = new URL('../functions/src/index.ts', import.meta.url).href;
const PROJECT = 'demo-loading';

// What an instance loads before its first request. Firestore's client is half of all loading time, and
// only what defines document triggers needs it so early.
describe('what an instance loads', () => {
  it('is not the Firestore client, where it serves a callable', async () => {
    assert.equal(await loadsFirestore('sendMessage'), false);
  });

  it('is not the Firestore client, where it serves REST', async () => {
    assert.equal(await loadsFirestore('api'), false);
  });

  it('is the Firestore client, where it serves a trigger', async () => {
    assert.equal(await loadsFirestore('onMessageCreated'), true);
  });
});

/** Imports the functions in a process of their own, as an instance of `target` does. */
async function loadsFirestore(target: string): Promise<boolean> {
  const program = `
    import { createRequire } from 'node:module';
    await import(${JSON.stringify(INDEX)});
    const loaded = Object.keys(createRequire(${JSON.stringify(INDEX)}).cache);
    console.log(loaded.some((file) => file.includes('@google-cloud/firestore')));`;
  const args = ['--input-type=module', '--eval', program];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: {
      PATH: process.env['PATH'],
      FUNCTION_TARGET: target,
      K_SERVICE: target,
      GCLOUD_PROJECT: PROJECT,
      FIREBASE_CONFIG: JSON.stringify({ projectId: PROJECT }),
    },
  });
  return stdout.trim() === 'true';
}
