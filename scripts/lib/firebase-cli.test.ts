import assert from 'node:assert/strict';
import { delimiter } from 'node:path';
import { cliArguments, cliEnvironment, type CliRun } from './firebase-cli.ts';

const RUN: CliRun = {
  projectId: 'demo-x',
  configPath: '/repo/firebase.run-1.json',
  toolchain: { javaHome: '/jdk', firestoreJar: '/emulator.jar' },
  pushHost: '127.0.0.1:9599',
  smsHost: '127.0.0.1:9598',
  googleHost: '127.0.0.1:9597',
  facebookHost: '127.0.0.1:9596',
  functionsHost: '127.0.0.1:5001',
  inspectorPort: '9229',
  tempDir: '/tmp/parley-x',
};

describe('the call of the Firebase CLI', () => {
  it('names the emulators, so that Storage is not started for its rules alone', () => {
    const args = cliArguments(RUN).join(' ');
    assert.match(args, /--only auth,firestore,functions,hosting/);
    assert.doesNotMatch(args, /import|export/);
  });

  it('asks for one process that serves all functions', () => {
    assert.match(cliArguments(RUN).join(' '), /--inspect-functions 9229( --|$)/);
  });

  it('imports and exports when asked to', () => {
    const args = cliArguments({ ...RUN, importDir: '/seed', exportDir: '/out' }).join(' ');
    assert.match(args, /--import \/seed --export-on-exit \/out/);
  });

  it('puts the right Java first and tells the functions where the stand-ins are', () => {
    const env = cliEnvironment(RUN, { PATH: '/usr/bin', HOME: '/home/me' });
    assert.equal(env.PATH, `/jdk/bin${delimiter}/usr/bin`);
    assert.equal(env.JAVA_HOME, '/jdk');
    assert.equal(env.FIRESTORE_EMULATOR_BINARY_PATH, '/emulator.jar');
    assert.equal(env.FCM_EMULATOR_HOST, '127.0.0.1:9599');
    assert.equal(env.TWILIO_EMULATOR_HOST, '127.0.0.1:9598');
    assert.equal(env.GOOGLE_EMULATOR_HOST, '127.0.0.1:9597');
    assert.equal(env.FACEBOOK_EMULATOR_HOST, '127.0.0.1:9596');
    assert.equal(env.HOME, '/home/me');
    assert.equal(env.TMPDIR, '/tmp/parley-x');
  });

  it('keeps what belongs to another suite or a real project away from it', () => {
    const env = cliEnvironment(RUN, {
      Path: 'C:\\Windows',
      FIRESTORE_EMULATOR_HOST: '127.0.0.1:1',
      FIREBASE_AUTH_EMULATOR_HOST: '127.0.0.1:2',
      GCLOUD_PROJECT: 'real',
      GOOGLE_APPLICATION_CREDENTIALS: '/key.json',
    });
    assert.deepEqual(
      Object.keys(env)
        .filter((name) => /HOST$|PROJECT|CREDENTIALS|^path$/i.test(name))
        .sort(),
      [
        'FACEBOOK_EMULATOR_HOST',
        'FCM_EMULATOR_HOST',
        'FUNCTIONS_EMULATOR_HOST',
        'GOOGLE_EMULATOR_HOST',
        'PATH',
        'TWILIO_EMULATOR_HOST',
      ],
    );
    assert.ok(env.PATH?.endsWith('C:\\Windows'));
  });
});
