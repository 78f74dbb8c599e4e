import type { Account, Settings } from '../app/settings.ts';

/** The user of the seed data with this id, where there is one. */
export function accountOf({ accounts }: Settings, uid: string | undefined): Account | undefined {
  return accounts.find((account) => account.uid === uid);
}
