import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { systemRandom } from '../functions/src/kernel/random.ts';
import { buildFunctions } from '../scripts/lib/build-functions.ts';
import { startApiInstance, type ApiInstance } from '../testkit/api-instance.ts';

/** What takes long to load, and who needs it. */
const HEAVY = {
  facebook: 'facebook-nodejs-business-sdk',
  twilio: 'twilio',
  numbers: 'libphonenumber-js',
  passwords: '@zxcvbn-ts/language-common',
  openapi: 'zod-openapi',
};

/** One fresh instance of the built `api`, which is asked for more and more. */
describe('what a cold instance of `api` loads', function () {
  this.timeout(30_000);
  let folder: string;
  let instance: ApiInstance;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parley-cold-'));
    await buildFunctions({ outDir: folder });
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
    instance = await startApiInstance(folder);
  });
  after(() => {
    instance.stop();
    rmSync(folder, { recursive: true });
  });

  const loaded = async (): Promise<string[]> => {
    const packages = await instance.packages();
    return Object.values(HEAVY).filter((name) => packages.includes(name));
  };
  let expected: string[] = [];
  const nowAlso = async (...names: string[]): Promise<void> => {
    expected = [...expected, ...names];
    assert.deepEqual((await loaded()).toSorted(), expected.toSorted());
  };

  it('is none of the heavy libraries, nor the router before a request comes', async () => {
    const packages = await instance.packages();
    assert.ok(packages.includes('firebase-functions'), 'packages are seen at all');
    assert.ok(!packages.includes('hono'));
    await nowAlso();
  });

  it('is none of them to answer that it is well', async () => {
    assert.equal(await instance.get('/healthz'), 200);
    await nowAlso();
  });

  it('is none of them to sign in by password', async () => {
    const [email, password] = [`${systemRandom.id()}@example.com`, 'correct horse'];
    assert.equal(await instance.post('/users/login', { email, password }), 401);
    await nowAlso();
  });

  it('is none of them to judge a code, a token or a refresh token', async () => {
    const code = { challenge_id: systemRandom.id(), code: '123456' };
    assert.equal(await instance.post('/phone-auth', code), 401);
    assert.equal(await instance.post('/api-token-verify', { token: 'x' }), 200);
    assert.equal(await instance.post('/api-token-refresh', { refresh_token: 'x' }), 401);
    await nowAlso();
  });

  it("is Facebook's with a token of Facebook", async () => {
    const status = await instance.post('/facebook-auth', { access_token: 'x' });
    assert.ok(status === 401 || status === 503, `${status}`);
    await nowAlso(HEAVY.facebook);
  });

  it('is that for phone numbers with a number, and Twilio with the first code that is sent', async () => {
    assert.equal(await instance.post('/phone-auth', { phone: '+1202' }), 400);
    await nowAlso(HEAVY.numbers);
    const phone = `+1202555${systemRandom.digits(4)}`;
    const status = await instance.post('/phone-auth', { phone });
    assert.ok(status === 202 || status === 503, `${status}`);
    await nowAlso(HEAVY.twilio);
  });

  it('is the list of common passwords with a password that is chosen', async () => {
    const input = { email: 'x@example.com', username: 'cold_start', password: 'password' };
    assert.equal(await instance.post('/users/register', input), 400);
    await nowAlso(HEAVY.passwords);
  });
});
