import type { Context } from '../../context/context.ts';
import { ParleyError } from '../../kernel/errors.ts';
import { userId } from '../../kernel/fields.ts';
import { createEvent } from '../events/store.ts';
import type { AuthAccount } from './account.ts';
import type { PrivateAccount, UserProfile } from './model.ts';
import { createUserDocuments, readUser, readUsername } from './store.ts';
import { usernameCandidates } from './username.ts';

/**
 * The user's profile, created at the first sign-in of any kind in one transaction: two sign-ins at
 * once make one user.
 *
 * Costs 1 read; the first time 2 or 3 reads and 4 writes.
 *
 * @throws ParleyError USER_ID_UNSUPPORTED for an imported account whose uid is no document id
 */
export function ensureUser(
  ctx: Context,
  account: AuthAccount,
): Promise<{ profile: UserProfile; is_new: boolean }> {
  if (!userId.safeParse(account.uid).success) throw new ParleyError('USER_ID_UNSUPPORTED');
  return ctx.db.transact(async (tx) => {
    const known = await readUser(tx, account.uid);
    if (known !== undefined) return { profile: known, is_new: false };

    const [wished, fallback] = usernameCandidates(
      account.display_name,
      account.is_admin,
      ctx.random,
    );
    const taken = wished !== fallback && (await readUsername(tx, wished)) !== undefined;
    const now = ctx.clock.now();
    const profile: UserProfile = {
      username: taken ? fallback : wished,
      display_name: account.display_name,
      first_name: '',
      last_name: '',
      photo_url: account.photo_url,
      about: '',
      is_active: true,
      created: now,
      modified: now,
    };
    const private_account: PrivateAccount = {
      email: account.email,
      phone: account.phone,
      locale: null,
      time_zone: null,
      providers: account.providers,
      settings: {},
    };
    createUserDocuments(tx, account.uid, profile, private_account);
    createEvent(tx, account.uid, now);
    return { profile, is_new: true };
  });
}
