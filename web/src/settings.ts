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

/** The page was opened without the stack that it belongs to; the message is for the reader. */
export class NotStartedError extends Error {
  override readonly name = 'NotStartedError';
}

/** @throws NotStartedError */
export async function loadSettings(): Promise<Settings> {
  return (await load('emulators.json')) as Settings;
}

/** The seed accounts of these users, in this order. @throws NotStartedError */
export async function loadAccounts(uids: readonly string[]): Promise<Account[]> {
  const accounts = (await load('accounts.json')) as Account[];
  return uids.map((uid) => {
    const account = accounts.find((candidate) => candidate.uid === uid);
    if (account) return account;
    throw new NotStartedError(`The seed data has no user ${uid}: npm run seed makes it anew.`);
  });
}

async function load(path: string): Promise<unknown> {
  const help = `There is no ${path} here: this page runs with npm start.`;
  const response = await fetch(path, { cache: 'no-store' });
  if (!response.ok) throw new NotStartedError(help);
  return response.json().catch(() => {
    throw new NotStartedError(help);
  });
}
