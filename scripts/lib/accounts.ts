import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './paths.ts';

/** An account of the seed data, as the seed command lists it. */
export interface Account {
  readonly uid?: string;
  readonly username: string;
  readonly email?: string;
  readonly phone?: string;
  readonly password?: string;
}

/** The folder that holds the seed data as an export of the emulators, relative to the repository. */
export const SEED_DIR = 'emulator-data';

const LIST = `${SEED_DIR}/accounts.json`;
const SHOWN = ['admin', '108', '109'];

/** The seed folder if there is one to import. */
export function seedDir(root: string = ROOT): string | undefined {
  return existsSync(join(root, SEED_DIR, 'firebase-export-metadata.json')) ? SEED_DIR : undefined;
}

/** The accounts of the seed data; none before it was made. */
export function readAccounts(root: string = ROOT): Account[] {
  const path = join(root, LIST);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Account[]) : [];
}

/** Lines that show the accounts people sign in with first, and where the others are. */
export function accountLines(root: string = ROOT): string[] {
  const accounts = readAccounts(root);
  if (accounts.length === 0) return ['none yet: `npm run seed` makes them'];
  const shown = accounts.filter(({ uid, username }) => SHOWN.includes(uid ?? username));
  const rows = (shown.length > 0 ? shown : accounts.slice(0, 3)).map((account) => [
    account.username,
    account.email ?? '',
    account.phone ?? '',
    account.password ?? '',
  ]);
  const widths = [0, 1, 2, 3].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const others = accounts.length - rows.length;
  return others > 0 ? [...lines, `and ${others} more in ${LIST}`] : lines;
}
