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
  storage_emulator_host: undefined,
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

  it('knows the first admin where it has both his phone and his secret', () => {
    const admin = { PROJECT_ADMIN_DETAIL: '+12025550100' };
    const held = { ...admin, PROJECT_ADMIN_DEFAULT_SECRET: 'correct horse\n' };
    assert.deepEqual(parseConfig({ ...deployed, ...held }).first_admin, {
      phone: '+12025550100',
      secret: 'correct horse',
    });
    const { PROJECT_ADMIN_DEFAULT_SECRET } = held;
    for (const part of [{}, admin, { PROJECT_ADMIN_DEFAULT_SECRET }]) {
      assert.equal(parseConfig({ ...deployed, ...part }).first_admin, undefined);
    }
  });

  it('keeps a revocation for as long as any token can live, Firebase ones too', () => {
    const { jwt } = parseConfig(deployed);
    assert.equal(jwt.longest_token_seconds, 3600 + 30);
    const long = parseConfig({ ...deployed, ACCESS_TOKEN_SECONDS: 7200 });
    assert.equal(long.jwt.longest_token_seconds, 7200 + 30);
  });

  const WRONG: [what: string, change: Partial<RawConfig>, names: RegExp][] = [
    ['no web API key', { WEB_API_KEY: '' }, /WEB_API_KEY is missing/],
    ['no keys', { JWT_KEYS: '' }, /JWT_KEYS is missing/],
    ['a key without a kid', { JWT_KEYS: `:${key(1)}` }, /JWT_KEYS .*kid/],
    ['a short key', { JWT_KEYS: `k1:${key(1, 31)}` }, /JWT_KEYS .*32 bytes/],
    ['a kid twice', { JWT_KEYS: `k1:${key(1)},k1:${key(2)}` }, /JWT_KEYS .*twice/],
    ['a leeway above 300 s', { JWT_LEEWAY_SECONDS: 301 }, /JWT_LEEWAY_SECONDS/],
    [
      'a limit of sending below what clients rely on',
      { SEND_MAX_PER_CHAT: 59 },
      /SEND_MAX_PER_CHAT/,
    ],
    ['a new account without chats', { NEW_ACCOUNT_MAX_CHATS: 0 }, /NEW_ACCOUNT_MAX_CHATS/],
    ['the public key of the emulator', { JWT_KEYS: `emulator:${key(1)}` }, /JWT_KEYS .*emulator/],
    ['the placeholder API key', { WEB_API_KEY: 'emulator' }, /WEB_API_KEY .*emulator/],
    ['an admin without a country', { PROJECT_ADMIN_DETAIL: '0301234567' }, /PROJECT_ADMIN_DETAIL/],
    [
      'a short secret of the first admin',
      { PROJECT_ADMIN_DETAIL: '+12025550100', PROJECT_ADMIN_DEFAULT_SECRET: 'short' },
      /PROJECT_ADMIN_DEFAULT_SECRET has less than 8/,
    ],
    ['a link without TLS', { APP_LINK_BASE: 'http://app.example' }, /APP_LINK_BASE .*https/],
    ['a link to nowhere', { APP_LINK_BASE: 'app' }, /APP_LINK_BASE .*https/],
    ['a Google stand-in', { google_emulator_host: '127.0.0.1:1' }, /GOOGLE_EMULATOR_HOST/],
    ['a Facebook stand-in', { facebook_emulator_host: '127.0.0.1:1' }, /FACEBOOK_EMULATOR_HOST/],
    ['a Facebook app that is no number', { FACEBOOK_APP_ID: 'my app' }, /FACEBOOK_APP_ID/],
    [
      'a page for an origin',
      { CORS_ORIGINS: 'https://app.example/chat' },
      /CORS_ORIGINS .*origins/,
    ],
    ['a recorder', { firestore_recorder_port: '1' }, /FIRESTORE_RECORDER_PORT/],
    ['a push stand-in', { fcm_emulator_host: '127.0.0.1:9599' }, /FCM_EMULATOR_HOST/],
    ['a storage emulator', { storage_emulator_host: '127.0.0.1:9199' }, /STORAGE_EMULATOR_HOST/],
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
    const recorded = { ...emulated, firestore_recorder_port: '8081' };
    const { firestore_recorder } = parseConfig(recorded);
    assert.deepEqual(firestore_recorder, { port: 8081 });
    assert.equal(parseConfig(emulated).firestore_recorder, undefined);
  });

  it('knows the Google clients one by one, and none where none is named', () => {
    const ids = (GOOGLE_CLIENT_IDS: string) =>
      parseConfig({ ...deployed, GOOGLE_CLIENT_IDS }).google.client_ids;
    assert.deepEqual(ids(' a.example,, b.example ,'), ['a.example', 'b.example']);
    assert.deepEqual(ids(''), []);
    assert.deepEqual(parseConfig(deployed).google.client_ids, []);
  });
});
