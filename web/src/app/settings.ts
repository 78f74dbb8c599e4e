/** Hosts, each `host:port`, of the emulators and of the stand-ins for services outside. */
export interface Emulators {
  auth: string;
  firestore: string;
  functions: string;
  push: string;
  sms: string;
  mail: string;
  google: string;
  facebook: string;
  operations: string;
}

/** A user of the seed data. */
export interface Account {
  uid: string;
  username: string;
  display_name: string;
  email: string;
  phone?: string;
  password: string;
}

/** What the page has to know of where it runs. */
export interface Settings {
  project_id: string;
  region: string;
  /** What the SDK is configured with besides; the emulators look at none of it. */
  firebase: Record<string, string>;
  /** Missing where the page talks to a real project. */
  emulators?: Emulators;
  accounts: Account[];
  /** Whom one click signs in on each side, where the seed has them. */
  left?: string | undefined;
  right?: string | undefined;
}

type Written = Partial<Settings>;

/**
 * `settings.json`, which is written beside the page with what the emulators are, and else the
 * configuration that Firebase Hosting serves of its own project.
 *
 * @throws Error for the reader, where there is neither
 */
export async function loadSettings(): Promise<Settings> {
  const written = (await load('settings.json')) as Written;
  const { accounts = [], region = 'us-central1', emulators, project_id, left, right } = written;
  if (emulators !== undefined && project_id !== undefined) {
    const firebase = { apiKey: 'emulator' };
    return { project_id, region, firebase, emulators, accounts, left, right };
  }
  const firebase = (await load('/__/firebase/init.json')) as Record<string, string>;
  return { project_id: firebase['projectId'] ?? '', region, firebase, accounts: [] };
}

async function load(path: string): Promise<unknown> {
  const response = await fetch(path, { cache: 'no-store' });
  if (response.ok) return response.json();
  throw new Error(`There is no ${path} here: this page runs with npm start, or deployed.`);
}
