import { z } from 'zod';

import { hashKey, keyRing } from './key-ring.ts';
import { BUCKETS, LIMITS, MIN_SEND_BURST } from './limits.ts';
import { originList } from './origins.ts';
import { countryList, perDay } from './phone.ts';

/** The only key id that the emulator's public default key carries; refused everywhere else. */
const EMULATOR_KEY_ID = 'emulator';
const EMULATOR_API_KEY = 'emulator';
const EMULATOR_HASH_KEY = 'emulator';

/** At most this much clock difference is forgiven when a token is checked, in seconds. */
const MAX_LEEWAY_SECONDS = 300;

/** Firebase ID tokens live for an hour, whatever our own are set to. */
const ID_TOKEN_SECONDS = 3600;

const MIN_ADMIN_SECRET = 8;

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
    APP_LINK_BASE: z
      .string()
      .refine((url) => url === '' || /^https?:/.test(URL.parse(url)?.protocol ?? ''), {
        message: 'must be an https:// address',
        abort: true,
      })
      .default(''),
    ENFORCE_APP_CHECK: z.boolean().default(false),
    CORS_ORIGINS: originList.default([]),
    PROJECT_ADMIN_DETAIL: z
      .string()
      .regex(/^(\+[1-9]\d{6,14})?$/, 'must be a phone number in E.164, such as +12025550100')
      .default(''),
    // Empty in an instance of a function that does not hold it. A file's last line break is no part.
    PROJECT_ADMIN_DEFAULT_SECRET: z.string().trim().default(''),
    PHONE_COUNTRIES: countryList.default([]),
    PHONE_MAX_PER_DAY: perDay.default(LIMITS.sms_by_project.max),
    PHONE_MAX_PER_COUNTRY_DAY: perDay.default(LIMITS.sms_by_country.max),
    PHONE_MAX_PER_PREFIX_DAY: perDay.default(LIMITS.sms_by_prefix.max),
    SEND_MAX_PER_CHAT: z.number().int().min(MIN_SEND_BURST).default(BUCKETS.messages.max),
    REQUIRE_FRIENDSHIP: z.boolean().default(false),
    NEW_ACCOUNT_MAX_CHATS: z.number().int().min(1).default(BUCKETS.new_chats.max),
    TWILIO_ACCOUNT_SID: z
      .string()
      .regex(/^(AC[0-9a-f]{32})?$/, 'must be the SID of an account, AC and 32 hex digits')
      .default(''),
    TWILIO_AUTH_TOKEN: z.string().default(''),
    TWILIO_FROM: z.string().default(''),
    TWILIO_MESSAGING_SERVICE_SID: z.string().default(''),
    GOOGLE_CLIENT_IDS: z.string().default(''),
    google_emulator_host: z
      .string()
      .regex(/^[\w.-]+:\d+$/, 'must be host:port')
      .optional(),
    FACEBOOK_APP_ID: z.string().regex(/^\d*$/, 'must be the number of an app').default(''),
    // Empty in an instance of a function that does not hold it. A file's last line break is no part.
    FACEBOOK_APP_SECRET: z.string().trim().default(''),
    facebook_emulator_host: z
      .string()
      .regex(/^[\w.-]+:\d+$/, 'must be host:port')
      .optional(),
    SIGN_IN_WITH_FIREBASE_CREATES: z.boolean().default(true),
    twilio_emulator_host: z
      .string()
      .regex(/^[\w.-]+:\d+$/, 'must be host:port')
      .optional(),
    API_URL: z
      .string()
      .regex(/^(https?:\/\/\S*[^\s/])?$/, 'must be an http address without a slash at its end')
      .default(''),
    functions_emulator_host: z
      .string()
      .regex(/^[\w.-]+:\d+$/, 'must be host:port')
      .optional(),
    /** Of the project's files; none where it has no bucket. */
    storage_bucket: z.string().default(''),
    storage_emulator_host: z
      .string()
      .regex(/^[\w.-]+:\d+$/, 'must be host:port')
      .optional(),
    fcm_emulator_host: z
      .string()
      .regex(/^[\w.-]+:\d+$/, 'must be host:port')
      .optional(),
    firestore_recorder_port: z.string().regex(/^\d+$/, 'must be a port').optional(),
    auth_emulator_host: z.string().optional(),
  })
  .superRefine((raw, ctx) => {
    const refuse = (name: string, message: string) =>
      ctx.addIssue({ code: 'custom', path: [name], message });
    const secret = raw.PROJECT_ADMIN_DEFAULT_SECRET;
    if (raw.PROJECT_ADMIN_DETAIL && secret && secret.length < MIN_ADMIN_SECRET) {
      refuse('PROJECT_ADMIN_DEFAULT_SECRET', `has less than ${MIN_ADMIN_SECRET} characters`);
    }
    if (raw.emulated) return;
    if (raw.JWT_KEYS.some((key) => key.kid === EMULATOR_KEY_ID)) {
      refuse('JWT_KEYS', 'holds the public default key, which only the emulator may use');
    }
    if (raw.HASH_KEY.includes(EMULATOR_HASH_KEY)) {
      refuse('HASH_KEY', 'is the public default, which only the emulator may use');
    }
    if (raw.WEB_API_KEY === EMULATOR_API_KEY) {
      refuse('WEB_API_KEY', 'is the placeholder that only the emulator may use');
    }
    if (raw.APP_LINK_BASE.startsWith('http:')) {
      refuse('APP_LINK_BASE', 'must be an https:// address');
    }
    if (raw.API_URL.startsWith('http:')) {
      refuse('API_URL', 'must be an https:// address');
    }
    if (raw.google_emulator_host !== undefined) {
      refuse('GOOGLE_EMULATOR_HOST', 'may be set in the emulator only');
    }
    if (raw.facebook_emulator_host !== undefined) {
      refuse('FACEBOOK_EMULATOR_HOST', 'may be set in the emulator only');
    }
    if (raw.twilio_emulator_host !== undefined) {
      refuse('TWILIO_EMULATOR_HOST', 'may be set in the emulator only');
    }
    if (raw.storage_emulator_host !== undefined) {
      refuse('FIREBASE_STORAGE_EMULATOR_HOST', 'may be set in the emulator only');
    }
    if (raw.fcm_emulator_host !== undefined) {
      refuse('FCM_EMULATOR_HOST', 'may be set in the emulator only');
    }
    if (raw.firestore_recorder_port !== undefined) {
      refuse('FIRESTORE_RECORDER_PORT', 'may be set in the emulator only');
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
      /** How long any token, ours or Firebase's, can be good after it was made. */
      longest_token_seconds:
        Math.max(ID_TOKEN_SECONDS, raw.ACCESS_TOKEN_SECONDS) + raw.JWT_LEEWAY_SECONDS,
    },
    /** The admin to make where there is none; in the functions that hold his secret only. */
    first_admin:
      raw.PROJECT_ADMIN_DETAIL && raw.PROJECT_ADMIN_DEFAULT_SECRET
        ? { phone: raw.PROJECT_ADMIN_DETAIL, secret: raw.PROJECT_ADMIN_DEFAULT_SECRET }
        : undefined,
    app_link_base: raw.APP_LINK_BASE,
    /** Where the REST function answers, without a slash at its end. */
    api_url: raw.API_URL || usualApiUrl(raw),
    /** Whether requests without a token of App Check are refused. */
    enforce_app_check: raw.ENFORCE_APP_CHECK,
    /** The web origins whose pages may call; empty for any. */
    cors_origins: raw.CORS_ORIGINS,
    google: {
      /** The OAuth clients whose ID tokens sign in here; none where Google sign-in is off. */
      client_ids: raw.GOOGLE_CLIENT_IDS.split(',')
        .map((id) => id.trim())
        .filter((id) => id !== ''),
      certs_host: raw.google_emulator_host,
    },
    /** Empty strings where Facebook sign-in is off, or in a function that does not serve it. */
    facebook: {
      app_id: raw.FACEBOOK_APP_ID,
      app_secret: raw.FACEBOOK_APP_SECRET,
      graph_host: raw.facebook_emulator_host,
    },
    /** Whether a sign-in at Firebase may make a user of an account that has none here yet. */
    firebase_sign_in_creates: raw.SIGN_IN_WITH_FIREBASE_CREATES,
    /** By user and chat; see `takeFromBucket`. */
    send_limit: { ...BUCKETS.messages, max: raw.SEND_MAX_PER_CHAT },
    /** Whether only friends can open a direct chat. */
    require_friendship: raw.REQUIRE_FRIENDSHIP,
    /** Of direct chats that a new account opens. */
    new_chat_limit: { ...BUCKETS.new_chats, max: raw.NEW_ACCOUNT_MAX_CHATS },
    phone: {
      /** ISO 3166 codes of the countries whose numbers may sign in; empty for all. */
      countries: raw.PHONE_COUNTRIES,
      max_per_day: raw.PHONE_MAX_PER_DAY,
      max_per_country_day: raw.PHONE_MAX_PER_COUNTRY_DAY,
      max_per_prefix_day: raw.PHONE_MAX_PER_PREFIX_DAY,
    },
    /** Empty strings where phone sign-in is not set up. */
    twilio: {
      account_sid: raw.TWILIO_ACCOUNT_SID,
      auth_token: raw.TWILIO_AUTH_TOKEN,
      from: raw.TWILIO_FROM,
      messaging_service_sid: raw.TWILIO_MESSAGING_SERVICE_SID,
    },
    twilio_emulator_host: raw.twilio_emulator_host,
    /** Empty where the project has no bucket. */
    storage_bucket: raw.storage_bucket,
    storage_emulator_host: raw.storage_emulator_host,
    fcm_emulator_host: raw.fcm_emulator_host,
    /** In the emulator: what stands before Firestore and records who asks it for what. */
    firestore_recorder:
      raw.firestore_recorder_port === undefined
        ? undefined
        : { port: Number(raw.firestore_recorder_port) },
    auth_emulator_host: raw.auth_emulator_host,
  }));

/** https://firebase.google.com/docs/functions/http-events#invoke_an_http_function */
function usualApiUrl({
  emulated,
  project_id,
  region,
  functions_emulator_host = '127.0.0.1:5001',
}: {
  emulated: boolean;
  project_id: string;
  region: string;
  functions_emulator_host?: string | undefined;
}): string {
  return emulated
    ? `http://${functions_emulator_host}/${project_id}/${region}/api`
    : `https://${region}-${project_id}.cloudfunctions.net/api`;
}

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
  throw notConfigured(
    result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`),
  );
}

/** What an instance that cannot start says: each thing that is wrong by its name, never its value. */
export function notConfigured(problems: readonly string[]): Error {
  const lines = problems.map((problem) => `  ${problem}`);
  return new Error(`Parley is not configured:\n${lines.join('\n')}\nSee docs/deploy.md.`);
}
