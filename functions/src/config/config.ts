import { z } from 'zod';

import { hashKey, keyRing } from './key-ring.ts';

/** The only key id that the emulator's public default key carries; refused everywhere else. */
const EMULATOR_KEY_ID = 'emulator';
const EMULATOR_API_KEY = 'emulator';
const EMULATOR_HASH_KEY = 'emulator';

/** At most this much clock difference is forgiven when a token is checked, in seconds. */
const MAX_LEEWAY_SECONDS = 300;

const schema = z
  .object({
    emulated: z.boolean(),
    project_id: z.string().min(1, 'is missing'),
    region: z.string().min(1, 'is missing'),
    WEB_API_KEY: z.string().min(1, 'is missing: the web API key of the Firebase project'),
    JWT_KEYS: z
      .string()
      .min(1, { error: 'is missing: kid:base64key, the newest first', abort: true })
      .pipe(keyRing),
    HASH_KEY: z
      .string()
      .min(1, { error: 'is missing: 32 random bytes, base64', abort: true })
      .pipe(hashKey),
    JWT_LEEWAY_SECONDS: z.number().int().min(0).max(MAX_LEEWAY_SECONDS),
    ACCESS_TOKEN_SECONDS: z.number().int().min(60).max(86_400),
    REFRESH_TOKEN_DAYS: z.number().int().min(1).max(400),
    fcm_emulator_host: z
      .string()
      .regex(/^[\w.-]+:\d+$/, 'must be host:port')
      .optional(),
    auth_emulator_host: z.string().optional(),
  })
  .superRefine((raw, ctx) => {
    if (raw.emulated) return;
    const refuse = (name: string, message: string) =>
      ctx.addIssue({ code: 'custom', path: [name], message });
    if (raw.JWT_KEYS.some((key) => key.kid === EMULATOR_KEY_ID)) {
      refuse('JWT_KEYS', 'holds the public default key, which only the emulator may use');
    }
    if (raw.HASH_KEY.includes(EMULATOR_HASH_KEY)) {
      refuse('HASH_KEY', 'is the public default, which only the emulator may use');
    }
    if (raw.WEB_API_KEY === EMULATOR_API_KEY) {
      refuse('WEB_API_KEY', 'is the placeholder that only the emulator may use');
    }
    if (raw.fcm_emulator_host !== undefined) {
      refuse('FCM_EMULATOR_HOST', 'may be set in the emulator only');
    }
  })
  .transform((raw) => ({
    emulated: raw.emulated,
    project_id: raw.project_id,
    region: raw.region,
    web_api_key: raw.WEB_API_KEY,
    hash_key: raw.HASH_KEY,
    jwt: {
      keys: raw.JWT_KEYS,
      issuer: `https://parley.dev/${raw.project_id}`,
      audience: raw.project_id,
      leeway_seconds: raw.JWT_LEEWAY_SECONDS,
      access_token_seconds: raw.ACCESS_TOKEN_SECONDS,
      refresh_token_seconds: raw.REFRESH_TOKEN_DAYS * 86_400,
    },
    fcm_emulator_host: raw.fcm_emulator_host,
    auth_emulator_host: raw.auth_emulator_host,
  }));

/** What the environment and the params say, before it is checked. */
export type RawConfig = z.input<typeof schema>;

/** Everything that differs between deployments, checked; read nowhere else than here. */
export type Config = z.output<typeof schema>;

/**
 * Checks the configuration of an instance.
 *
 * @throws Error that names each param or secret at fault and what is wrong with it, never its value
 */
export function parseConfig(raw: RawConfig): Config {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`);
  throw new Error(`Parley is not configured:\n${lines.join('\n')}\nSee docs/deploy.md.`);
}
