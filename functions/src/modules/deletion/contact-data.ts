import type { Context } from '../../context/context.ts';
import { CODE_PURPOSES } from '../email/codes.ts';
import { codesIdOf } from '../email/mail-code.ts';
import { deleteCodes } from '../email/store.ts';
import { readPrivateAccount } from '../users/store.ts';
import { deleteChallengesOf, deleteMailsTo } from './store.ts';

/**
 * Deletes what was sent to somebody's address and number, which only his private document says; and so it is
 * done as long as that is there.
 */
export async function forgetContactData(ctx: Context, uid: string): Promise<boolean> {
  const account = await readPrivateAccount(ctx.db, uid);
  if (account === undefined) return false;
  const { email, phone } = account;
  if (email !== null) {
    await ctx.db.transact(async (tx) => {
      for (const purpose of CODE_PURPOSES) deleteCodes(tx, codesIdOf(ctx, purpose, email));
    });
  }
  const more = [
    email !== null && (await deleteMailsTo(ctx.db, email)),
    phone !== null && (await deleteChallengesOf(ctx.db, phone)),
  ];
  return more.includes(true);
}
