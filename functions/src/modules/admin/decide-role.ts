import type { WithdrawnAdmins } from '../auth/model.ts';
import type { AuthAccount } from '../users/account.ts';

/**
 * What there is to do to make a user an admin, or none: all of it, only what a crash has left undone (the
 * claim, and that it is set), or nothing. An admin who is disabled can be withdrawn, and made one anew.
 */
export function decideRole(
  { uids, unfinished = {} }: WithdrawnAdmins,
  { uid, is_admin: has_claim }: Pick<AuthAccount, 'uid' | 'is_admin'>,
  is_admin: boolean,
): 'ALL' | 'REST' | 'NOTHING' {
  const begun = unfinished[uid];
  if (begun !== undefined) return begun === (is_admin ? 'GRANT' : 'WITHDRAW') ? 'REST' : 'ALL';
  const is_so = is_admin ? has_claim && !(uid in uids) : !has_claim;
  return is_so ? 'NOTHING' : 'ALL';
}
