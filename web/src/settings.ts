/** `/emulators.json`, which the start command writes beside the page. Hosts are `host:port`. */
export interface Settings {
  project_id: string;
  region: string;
  auth: string;
  firestore: string;
  functions: string;
  /** The stand-in for FCM. */
  push: string;
}

/** A row of `/accounts.json`: a user of the seed data. */
export interface Account {
  uid: string;
  username: string;
  email: string;
  password: string;
}

/** Where the emulators are. @throws Error for the reader, where the page runs without them */
export async function loadSettings(): Promise<Settings> {
  return (await load('emulators.json')) as Settings;
}

/** The seed's account of a user. @throws Error for the reader, where there is none */
export async function loadAccount(uid: string): Promise<Account> {
  const accounts = (await load('accounts.json')) as Account[];
  const account = accounts.find((candidate) => candidate.uid === uid);
  if (account) return account;
  throw new Error(`There is no user ${uid} here: this page needs the seed data of npm start.`);
}

async function load(path: string): Promise<unknown> {
  const response = await fetch(path, { cache: 'no-store' });
  if (response.ok) return response.json();
  throw new Error(`There is no ${path} here: this page runs with npm start.`);
}
