import type { RawConfig } from '../config/config.ts';
import { defineInt, defineSecret, defineString, projectID } from './sdk.ts';

// Every param and secret of the deployment, and the only place that reads the environment.
// Strings default to '' and not to nothing: a param without any value keeps every function from
// loading, where an empty one is reported by name when an instance starts.

export const region = defineString('REGION', {
  default: 'us-central1',
  description: 'Where the functions run.',
});
const webApiKey = defineString('WEB_API_KEY', {
  default: '',
  description: 'The web API key of this Firebase project; passwords are checked with it.',
});
const leewaySeconds = defineInt('JWT_LEEWAY_SECONDS', { default: 30 });
const accessTokenSeconds = defineInt('ACCESS_TOKEN_SECONDS', { default: 900 });
const refreshTokenDays = defineInt('REFRESH_TOKEN_DAYS', { default: 300 });

export const jwtKeys = defineSecret('JWT_KEYS');

/** Reads what the running instance was given. Not to be called while a deploy discovers functions. */
export function readParams(): RawConfig {
  return {
    emulated: process.env['FUNCTIONS_EMULATOR'] === 'true',
    project_id: projectID.value(),
    region: region.value(),
    WEB_API_KEY: webApiKey.value(),
    JWT_KEYS: jwtKeys.value(),
    JWT_LEEWAY_SECONDS: leewaySeconds.value(),
    ACCESS_TOKEN_SECONDS: accessTokenSeconds.value(),
    REFRESH_TOKEN_DAYS: refreshTokenDays.value(),
    fcm_emulator_host: process.env['FCM_EMULATOR_HOST'],
    auth_emulator_host: process.env['FIREBASE_AUTH_EMULATOR_HOST'],
  };
}

/** The function that this instance serves; none while a deploy or the emulator discovers them. */
export function functionTarget(): string | undefined {
  return process.env['FUNCTION_TARGET'];
}
