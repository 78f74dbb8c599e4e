import type { RawConfig } from '../config/config.ts';
// Not from a file that loads the schemas: this one is loaded with the bundle.
import { commaList } from '../config/comma-list.ts';
import { BUCKETS, LIMITS } from '../config/limits.ts';
import {
  defineBoolean,
  defineInt,
  defineSecret,
  defineString,
  projectID,
  storageBucket,
} from './sdk.ts';

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

const appLinkBase = defineString('APP_LINK_BASE', {
  default: '',
  description:
    'The https address of the app that links in mails open; without it mails hold a code.',
});

const apiUrl = defineString('API_URL', {
  default: '',
  description: 'The https address of the REST function, where it is not the usual one.',
});

const phoneCountries = defineString('PHONE_COUNTRIES', {
  default: '',
  description: 'Countries whose numbers may sign in by phone, as US,DE,FR; empty for all.',
});
const phoneMaxPerDay = defineInt('PHONE_MAX_PER_DAY', { default: LIMITS.sms_by_project.max });
const phoneMaxPerCountryDay = defineInt('PHONE_MAX_PER_COUNTRY_DAY', {
  default: LIMITS.sms_by_country.max,
});
const phoneMaxPerPrefixDay = defineInt('PHONE_MAX_PER_PREFIX_DAY', {
  default: LIMITS.sms_by_prefix.max,
});
const sendMaxPerChat = defineInt('SEND_MAX_PER_CHAT', { default: BUCKETS.messages.max });
const newAccountMaxChats = defineInt('NEW_ACCOUNT_MAX_CHATS', { default: BUCKETS.new_chats.max });
const requireFriendship = defineBoolean('REQUIRE_FRIENDSHIP', {
  default: false,
  description: 'Whether only friends can open a direct chat with each other.',
});
const twilioAccountSid = defineString('TWILIO_ACCOUNT_SID', {
  default: '',
  description: 'The Twilio account that sends codes, AC…; empty for no phone sign-in.',
});
const twilioFrom = defineString('TWILIO_FROM', {
  default: '',
  description: 'The number that codes come from; calls need one, messages this or a service.',
});
const twilioMessagingServiceSid = defineString('TWILIO_MESSAGING_SERVICE_SID', {
  default: '',
  description: 'The Twilio messaging service that sends codes, MG…, instead of TWILIO_FROM.',
});

const googleClientIds = defineString('GOOGLE_CLIENT_IDS', {
  default: '',
  description: 'The OAuth client ids whose Google sign-in counts, with commas; empty for none.',
});
const facebookAppId = defineString('FACEBOOK_APP_ID', {
  default: '',
  description: 'The Facebook app whose login counts; empty for none.',
});
const firebaseSignInCreates = defineBoolean('SIGN_IN_WITH_FIREBASE_CREATES', {
  default: true,
  description: "Whether signing in by Firebase's own means may make a user.",
});

const enforceAppCheck = defineBoolean('ENFORCE_APP_CHECK', {
  default: false,
  description: 'Whether callables and REST refuse requests without a token of App Check.',
});
const corsOrigins = defineString('CORS_ORIGINS', {
  default: '',
  description: 'The web origins whose pages may call, as https://app.example; empty for any.',
});

const adminDetail = defineString('PROJECT_ADMIN_DETAIL', {
  default: '',
  description: 'The phone number of the first admin, +12025550100; empty for no first admin.',
});

export const jwtKeys = defineSecret('JWT_KEYS');
export const hashKey = defineSecret('HASH_KEY');
export const adminSecret = defineSecret('PROJECT_ADMIN_DEFAULT_SECRET');
export const facebookAppSecret = defineSecret('FACEBOOK_APP_SECRET');
export const twilioAuthToken = defineSecret('TWILIO_AUTH_TOKEN');

/**
 * The web origins whose pages may call; empty for any. Of the environment, since callables are given
 * theirs when they are defined: an instance has it by then, and a deploy that discovers the functions
 * needs none.
 */
export const originsOfCallables = (): string[] => commaList(process.env[corsOrigins.name] ?? '');

/** Reads what the running instance was given. Not to be called while a deploy discovers functions. */
export function readParams(): RawConfig {
  return {
    emulated: process.env['FUNCTIONS_EMULATOR'] === 'true',
    project_id: projectID.value(),
    region: region.value(),
    WEB_API_KEY: webApiKey.value(),
    JWT_KEYS: jwtKeys.value(),
    HASH_KEY: hashKey.value(),
    JWT_LEEWAY_SECONDS: leewaySeconds.value(),
    ACCESS_TOKEN_SECONDS: accessTokenSeconds.value(),
    REFRESH_TOKEN_DAYS: refreshTokenDays.value(),
    APP_LINK_BASE: appLinkBase.value(),
    API_URL: apiUrl.value(),
    functions_emulator_host: process.env['FUNCTIONS_EMULATOR_HOST'],
    PHONE_COUNTRIES: phoneCountries.value(),
    PHONE_MAX_PER_DAY: phoneMaxPerDay.value(),
    PHONE_MAX_PER_COUNTRY_DAY: phoneMaxPerCountryDay.value(),
    PHONE_MAX_PER_PREFIX_DAY: phoneMaxPerPrefixDay.value(),
    SEND_MAX_PER_CHAT: sendMaxPerChat.value(),
    NEW_ACCOUNT_MAX_CHATS: newAccountMaxChats.value(),
    REQUIRE_FRIENDSHIP: requireFriendship.value(),
    TWILIO_ACCOUNT_SID: twilioAccountSid.value(),
    // Not `.value()`, which warns in every function that does not hold the secret.
    TWILIO_AUTH_TOKEN: process.env[twilioAuthToken.name],
    TWILIO_FROM: twilioFrom.value(),
    TWILIO_MESSAGING_SERVICE_SID: twilioMessagingServiceSid.value(),
    twilio_emulator_host: process.env['TWILIO_EMULATOR_HOST'],
    GOOGLE_CLIENT_IDS: googleClientIds.value(),
    google_emulator_host: process.env['GOOGLE_EMULATOR_HOST'],
    FACEBOOK_APP_ID: facebookAppId.value(),
    // Not by its param, which warns in every function that does not hold it.
    FACEBOOK_APP_SECRET: process.env['FACEBOOK_APP_SECRET'],
    facebook_emulator_host: process.env['FACEBOOK_EMULATOR_HOST'],
    SIGN_IN_WITH_FIREBASE_CREATES: firebaseSignInCreates.value(),
    ENFORCE_APP_CHECK: enforceAppCheck.value(),
    CORS_ORIGINS: corsOrigins.value(),
    PROJECT_ADMIN_DETAIL: adminDetail.value(),
    // Like Facebook's, for the functions that hold it.
    PROJECT_ADMIN_DEFAULT_SECRET: process.env['PROJECT_ADMIN_DEFAULT_SECRET'],
    storage_bucket: storageBucket.value(),
    storage_emulator_host: process.env['FIREBASE_STORAGE_EMULATOR_HOST'],
    fcm_emulator_host: process.env['FCM_EMULATOR_HOST'],
    firestore_recorder_port: process.env['FIRESTORE_RECORDER_PORT'],
    auth_emulator_host: process.env['FIREBASE_AUTH_EMULATOR_HOST'],
  };
}

/**
 * The function that this instance serves; none while a deploy discovers them, nor in the emulator with a
 * debugger, where one process serves them all and only happens to have started with one of them.
 */
export function functionTarget(): string | undefined {
  return process.env['FUNCTION_DEBUG_MODE'] ? undefined : process.env['FUNCTION_TARGET'];
}
