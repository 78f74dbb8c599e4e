import assert from 'node:assert/strict';
import { cloudSdkRoots } from './cloud-sdk.ts';
import { fakeHost, type FakeMachine } from './fake-host.ts';
import { findFirestoreJar, wantedJar, type Downloader } from './firestore-emulator.ts';

const WANTED = { fileName: 'cloud-firestore-emulator-v9.jar', size: 1000, url: 'https://x.test/9' };
const CACHED = `/home/me/.cache/firebase/emulators/${WANTED.fileName}`;
const IN_SDK = 'platform/cloud-firestore-emulator/cloud-firestore-emulator.jar';
const PACKAGED = `/usr/lib/google-cloud-sdk/${IN_SDK}`;

const offline: Downloader = async () => false;

describe('the search for the Firestore emulator', () => {
  it('knows what the installed firebase-tools wants', () => {
    const { fileName, size, url } = wantedJar();
    assert.match(fileName, /^cloud-firestore-emulator-v[\d.]+\.jar$/);
    assert.ok(size > 10_000_000);
    assert.ok(url.endsWith(fileName));
  });

  it('takes the file the environment names, and nothing else then', async () => {
    const env = { FIRESTORE_EMULATOR_BINARY_PATH: '/mine.jar' };
    const files = { '/mine.jar': 5, [CACHED]: 1000 };
    assert.deepEqual(await find({ env, files }), { path: '/mine.jar', wrap: false });
    assert.deepEqual(await find({ env, files, readOnly: ['/mine.jar'] }), {
      path: '/mine.jar',
      wrap: true,
    });
    const { jar, looked } = await findFirestoreJar(
      fakeHost({ env, files: { [CACHED]: 1000 } }),
      WANTED,
      offline,
    );
    assert.equal(jar, undefined);
    assert.deepEqual(looked, ['FIRESTORE_EMULATOR_BINARY_PATH: no file at /mine.jar']);
  });

  it('takes the cached download without asking the network', async () => {
    const never: Downloader = () => assert.fail('asked the network');
    const files = { [CACHED]: 1000, [PACKAGED]: 7 };
    assert.deepEqual(await find({ files }, never), { path: CACHED, wrap: false });
    const env = { FIREBASE_EMULATORS_PATH: '/cache' };
    assert.deepEqual(await find({ env, files: { [`/cache/${WANTED.fileName}`]: 1000 } }, never), {
      path: `/cache/${WANTED.fileName}`,
      wrap: false,
    });
  });

  it('downloads before it falls back on a Google Cloud CLI', async () => {
    const files: Record<string, number> = { [PACKAGED]: 7, [CACHED]: 400 };
    const asked: boolean[] = [];
    const machine = fakeHost({ files });
    const download: Downloader = async (_, hasFallback) => {
      asked.push(hasFallback);
      files[CACHED] = 1000;
      return true;
    };
    const host = { ...machine, size: (path: string) => files[path], writable: () => true };
    const { jar } = await findFirestoreJar(host, WANTED, download);
    assert.deepEqual(jar, { path: CACHED, wrap: false });
    assert.deepEqual(asked, [true]);
  });

  it('wraps the copy of a Google Cloud CLI when the download fails', async () => {
    assert.deepEqual(await find({ files: { [PACKAGED]: 7, [CACHED]: 400 } }), {
      path: PACKAGED,
      wrap: true,
    });
  });

  it('looks for the Google Cloud CLI where the environment, PATH and packages say', () => {
    const host = fakeHost({
      env: { CLOUDSDK_ROOT_DIR: '/named', PATH: '/opt/sdk/bin' },
      files: { '/opt/sdk/bin/gcloud': 1 },
    });
    const roots = cloudSdkRoots(host);
    assert.deepEqual(roots.slice(0, 3), ['/named', '/opt/sdk', '/usr/lib/google-cloud-sdk']);
    assert.ok(roots.includes('/snap/google-cloud-cli/current'));
    assert.ok(roots.includes('/home/me/google-cloud-sdk'));
    const mac = cloudSdkRoots(fakeHost({ platform: 'darwin' }));
    assert.ok(mac.includes('/opt/homebrew/share/google-cloud-sdk'));
  });

  it('lists every place when there is none', async () => {
    const { jar, looked } = await findFirestoreJar(fakeHost(), WANTED, offline);
    assert.equal(jar, undefined);
    assert.equal(looked.length, 4);
    assert.ok(looked[1]?.includes(CACHED));
    assert.ok(looked[2]?.includes(WANTED.url));
  });
});

async function find(machine: FakeMachine, download: Downloader = offline) {
  return (await findFirestoreJar(fakeHost(machine), WANTED, download)).jar;
}
