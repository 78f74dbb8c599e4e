import { parseConfig, type Config, type RawConfig } from '../../functions/src/config/config.ts';
import type { Hosts } from '../hosts.ts';

/** The world's own account at the stand-in for Twilio. */
export interface TwilioAccount {
  host: string;
  account: string;
}

/** The configuration that most tests have, and what differs from it. */
export function worldConfig(
  projectId: string,
  hosts: Hosts,
  twilio: TwilioAccount,
  configured: Partial<RawConfig>,
): Config {
  return parseConfig({
    emulated: true,
    project_id: projectId,
    region: 'us-central1',
    WEB_API_KEY: 'emulator',
    JWT_KEYS: `emulator:${Buffer.alloc(32, 7).toString('base64')}`,
    HASH_KEY: Buffer.alloc(32, 9).toString('base64'),
    JWT_LEEWAY_SECONDS: 30,
    ACCESS_TOKEN_SECONDS: 900,
    REFRESH_TOKEN_DAYS: 300,
    TWILIO_ACCOUNT_SID: twilio.account,
    TWILIO_AUTH_TOKEN: 'stand-in',
    TWILIO_FROM: '+15005550006',
    twilio_emulator_host: twilio.host,
    fcm_emulator_host: hosts.fcm,
    google_emulator_host: hosts.google,
    facebook_emulator_host: hosts.facebook,
    auth_emulator_host: hosts.auth,
    functions_emulator_host: hosts.functions,
    ...configured,
  });
}
