import assert from 'node:assert/strict';

import type { RawConfig } from '../config/config.ts';
import { startContexts } from './start-context.ts';

describe('an instance that holds the secret of the first admin', () => {
  const key = Buffer.alloc(32, 1).toString('base64');
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const start = async (secret: string, phone = '+12025550100') => {
    const deployed: RawConfig = {
      emulated: false,
      project_id: 'team-chat',
      region: 'europe-west1',
      WEB_API_KEY: 'AIza-something',
      JWT_KEYS: `k1:${key}`,
      HASH_KEY: key,
      JWT_LEEWAY_SECONDS: 30,
      ACCESS_TOKEN_SECONDS: 900,
      REFRESH_TOKEN_DAYS: 300,
      PROJECT_ADMIN_DETAIL: phone,
      PROJECT_ADMIN_DEFAULT_SECRET: secret,
      fcm_emulator_host: undefined,
      auth_emulator_host: undefined,
    };
    return (await startContexts(deployed, log))('api');
  };

  it('starts with one that may be a password', async () => {
    const { config } = await start('correct horse battery');
    assert.equal(config.first_admin?.secret, 'correct horse battery');
  });

  for (const weak of [
    '1234567',
    'password1',
    'Qwertyuiop',
    'zzzzzzzzzzzz',
    'Team-Chat-Admin1',
    'x'.repeat(257),
  ]) {
    it(`does not start with ${weak.slice(0, 20)}, says so, and does not say it`, async () => {
      await assert.rejects(start(weak), (error: Error) => {
        assert.match(
          error.message,
          /^Parley is not configured:\n {2}PROJECT_ADMIN_DEFAULT_SECRET /,
        );
        assert.ok(!error.message.includes(weak));
        return true;
      });
    });
  }

  it('does not look at the placeholder where there is to be no first admin', async () => {
    assert.equal((await start('password1', '')).config.first_admin, undefined);
  });
});
