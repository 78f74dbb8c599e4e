/** Where the emulators are, as the test command or `npm run emulators` made them known. */
export interface Hosts {
  firestore: string;
  auth: string;
  functions: string;
  fcm: string;
  /** Twilio's stand-in; a world starts one of its own where there is none. */
  twilio?: string | undefined;
  /** The stand-ins for Google and Facebook, which make tokens over HTTP. */
  google?: string | undefined;
  facebook?: string | undefined;
  /** The inbox of the mails of the suite's project. */
  mail?: string | undefined;
}

/**
 * Reads the hosts from the environment that the test command sets.
 *
 * @throws Error that says how to run tests, where they are not set
 */
export function emulatorHosts(): Hosts {
  return {
    firestore: required('FIRESTORE_EMULATOR_HOST'),
    auth: required('FIREBASE_AUTH_EMULATOR_HOST'),
    functions: required('FUNCTIONS_EMULATOR_HOST'),
    fcm: required('FCM_EMULATOR_HOST'),
    twilio: process.env['TWILIO_EMULATOR_HOST'],
    google: process.env['GOOGLE_EMULATOR_HOST'],
    facebook: process.env['FACEBOOK_EMULATOR_HOST'],
    mail: process.env['MAIL_EMULATOR_HOST'],
  };
}

/** The project that the functions emulator serves. */
export function suiteProject(): string {
  return required('GCLOUD_PROJECT');
}

/** `host:port` in two. */
export function splitHost(host: string): { hostname: string; port: number } {
  const [hostname = '', port = ''] = host.split(':');
  return { hostname, port: Number(port) };
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') {
    throw new Error(`${name} is not set: run tests with \`npm test\` (or npm test -- <file>).`);
  }
  return value;
}
