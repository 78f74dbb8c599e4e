import assert from 'node:assert/strict';

import { parseConfig, type RawConfig } from './config.ts';

const key = (byte: number, length = 32) => Buffer.alloc(length, byte).toString('base64');
const deployed: RawConfig = {
  emulated: false,
  project_id: 'team-chat',
  region: 'europe-west1',
  WEB_API_KEY: 'AIza-something',
  JWT_KEYS: `k2:${key(2)},k1:${key(1)}`,
  HASH_KEY: key(5),
  JWT_LEEWAY_SECONDS: 30,
  ACCESS_TOKEN_SECONDS: 900,
  REFRESH_TOKEN_DAYS: 300,
  fcm_emulator_host: undefined,
  auth_emulator_host: undefined,
};

describe('the configuration', () => {
  it('of a deployment is taken, the first key signing', () => {
    const { jwt } = parseConfig(deployed);
    assert.deepEqual(
      jwt.keys.map(({ kid }) => kid),
      ['k2', 'k1'],
    );
    assert.equal(jwt.keys[0].key.length, 32);
    assert.equal(jwt.refresh_token_seconds, 300 * 86_400);
    assert.equal(jwt.audience, 'team-chat');
  });

  const WRONG: [what: string, change: Partial<RawConfig>, names: RegExp][] = [
    ['no web API key', { WEB_API_KEY: '' }, /WEB_API_KEY is missing/],
    ['no keys', { JWT_KEYS: '' }, /JWT_KEYS is missing/],
    ['a key without a kid', { JWT_KEYS: `:${key(1)}` }, /JWT_KEYS .*kid/],
    ['a short key', { JWT_KEYS: `k1:${key(1, 31)}` }, /JWT_KEYS .*32 bytes/],
    ['a kid twice', { JWT_KEYS: `k1:${key(1)},k1:${key(2)}` }, /JWT_KEYS .*twice/],
    ['a leeway above 300 s', { JWT_LEEWAY_SECONDS: 301 }, /JWT_LEEWAY_SECONDS/],
    ['the public key of the emulator', { JWT_KEYS: `emulator:${key(1)}` }, /JWT_KEYS .*emulator/],
    ['the placeholder API key', { WEB_API_KEY: 'emulator' }, /WEB_API_KEY .*emulator/],
    ['a push stand-in', { fcm_emulator_host: '127.0.0.1:9599' }, /FCM_EMULATOR_HOST/],
  ];
  for (const [what, change, names] of WRONG) {
    it(`of a deployment with ${what} is refused by name, without its value`, () => {
      assert.throws(
        () => parseConfig({ ...deployed, ...change }),
        (error: Error) => {
          assert.match(error.message, names);
          assert.ok(!error.message.includes(key(1)));
          return true;
        },
      );
    });
  }

  it('names everything that is wrong at once', () => {
    assert.throws(
      () => parseConfig({ ...deployed, WEB_API_KEY: '', JWT_KEYS: '' }),
      /WEB_API_KEY[\s\S]*JWT_KEYS/,
    );
  });

  it('of the emulator may use the public defaults', () => {
    const emulated = {
      ...deployed,
      emulated: true,
      WEB_API_KEY: 'emulator',
      JWT_KEYS: `emulator:${key(1)}`,
      fcm_emulator_host: '127.0.0.1:9599',
    };
    assert.equal(parseConfig(emulated).fcm_emulator_host, '127.0.0.1:9599');
  });
});
