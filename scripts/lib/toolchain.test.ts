import assert from 'node:assert/strict';
import { fakeHost, javaBanner, type FakeMachine } from './fake-host.ts';
import { missingToolsMessage } from './missing-tools.ts';
import { findToolchain } from './toolchain.ts';
import { UserError } from './user-error.ts';

const JAVA = { '/usr/bin/java': javaBanner(21) };
const PATH = { PATH: '/usr/bin' };
const JAR = { FIRESTORE_EMULATOR_BINARY_PATH: '/mine.jar' };

describe('the toolchain', () => {
  it('is what was found', async () => {
    const env = { ...PATH, ...JAR };
    assert.deepEqual(await find({ env, programs: JAVA, files: { '/mine.jar': 1 } }), {
      javaHome: '/usr',
      firestoreJar: '/mine.jar',
    });
  });

  it('includes a Java fetched just now', async () => {
    const machine: FakeMachine = { env: { ...JAR }, files: { '/mine.jar': 1 }, programs: {} };
    const host = { ...fakeHost(machine) };
    const later = fakeHost({
      ...machine,
      programs: { '/cache/jre-21/jdk/bin/java': javaBanner(21) },
    });
    const found = await findToolchain({
      host,
      cacheDir: '/cache',
      download: async () => false,
      fetchJava: async () => {
        Object.assign(host, later);
        return true;
      },
    });
    assert.equal(found.javaHome, '/cache/jre-21/jdk');
  });

  it('names everything that is missing in one message', async () => {
    await assert.rejects(find({}), (error: unknown) => {
      assert.ok(error instanceof UserError);
      assert.match(error.message, /No Java 21/);
      assert.match(error.message, /No Firestore emulator/);
      return true;
    });
    await assert.rejects(find({ env: PATH, programs: JAVA }), (error: unknown) => {
      assert.ok(error instanceof UserError);
      assert.doesNotMatch(error.message, /No Java|openjdk/);
      return true;
    });
  });

  it('gives the command for each system, the own one first', () => {
    const missing = { java: ['JAVA_HOME'], emulator: ['download: offline'] };
    const lines = (platform: NodeJS.Platform): string[] =>
      missingToolsMessage(missing, platform)
        .split('\n')
        .filter((line) => /^ {2}(Debian|macOS|Windows)/.test(line));
    for (const [platform, first] of [
      ['linux', /^ {2}Debian, Ubuntu: sudo apt-get install .*openjdk-21.*firestore-emulator/],
      ['darwin', /^ {2}macOS: .*brew install openjdk@21.*cloud-firestore-emulator/],
      ['win32', /^ {2}Windows: .*winget install EclipseAdoptium.*cloud-firestore-emulator/],
    ] as const) {
      assert.equal(lines(platform).length, 3);
      assert.match(lines(platform)[0] ?? '', first);
    }
  });
});

function find(machine: FakeMachine) {
  return findToolchain({
    host: fakeHost(machine),
    cacheDir: '/cache',
    download: async () => false,
    fetchJava: async () => false,
  });
}
