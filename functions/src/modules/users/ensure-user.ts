import type { Context } from '../../context/context.ts';
import { fieldError, ParleyError } from '../../kernel/errors.ts';
import { userId } from '../../kernel/fields.ts';
import type { Tx } from '../../store/transaction.ts';
import { listUser } from '../directory/list-user.ts';
import { createEvent } from '../events/store.ts';
import type { AuthAccount } from './account.ts';
import type { PrivateAccount, UserProfile } from './model.ts';
import { fittingName } from './person-name.ts';
import { isTaken } from './held-username.ts';
import { createUserDocuments, readKnownUsername, readUser, readUsername } from './store.ts';
import { usernameCandidates } from './username.ts';
import { waysOf } from './ways-of.ts';

/** What somebody who registers wants to be called. */
export type WishedProfile = Pick<
  UserProfile,
  'username' | 'display_name' | 'first_name' | 'last_name'
>;

/**
 * The user's profile, created at the first sign-in of any kind in one transaction: two sign-ins at
 * once make one user.
 *
 * Costs 1 read; the first time 2 reads (1 where a name is reserved) and 5 writes besides, and 1 write for each exact way by which he can be
 * found: his number, and his address if it is proven.
 *
 * @throws ParleyError USER_ID_UNSUPPORTED for an imported account whose uid is no document id
 */
export function ensureUser(
  ctx: Context,
  account: AuthAccount,
  asked: WishedProfile | undefined,
): Promise<{ profile: UserProfile; is_new: boolean }> {
  if (!userId.safeParse(account.uid).success) throw new ParleyError('USER_ID_UNSUPPORTED');
  return ctx.db.transact(async (tx) => {
    const known = await readUser(tx, account.uid);
    if (known !== undefined) return { profile: known, is_new: false };

    const { username, is_reserved } =
      asked === undefined
        ? await generatedUsername(tx, ctx, account)
        : await wishedUsername(tx, ctx, account.uid, asked.username);
    const now = ctx.clock.now();
    const profile: UserProfile = {
      username,
      display_name: asked?.display_name ?? fittingName(account.display_name),
      first_name: asked?.first_name ?? '',
      last_name: asked?.last_name ?? '',
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
    createUserDocuments(tx, account.uid, profile, private_account, is_reserved);
    createEvent(tx, account.uid, now);
    listUser(tx, ctx, account.uid, profile, waysOf(account));
    return { profile, is_new: true };
  });
}

interface ChosenUsername {
  username: string;
  /** Whether this user's claim is there already. */
  is_reserved: boolean;
}

async function generatedUsername(
  tx: Tx,
  ctx: Context,
  account: AuthAccount,
): Promise<ChosenUsername> {
  const { uid, display_name, is_admin } = account;
  const [wished, fallback] = usernameCandidates(display_name, is_admin, ctx.random);
  const known = await readKnownUsername(tx, ctx.hash, wished);
  // Nor one that is reserved for this very account: whoever has registered it may be another person.
  const taken = known.claim !== undefined || isTaken(known, uid, ctx.clock.now());
  return { username: taken ? fallback : wished, is_reserved: false };
}

async function wishedUsername(
  tx: Tx,
  ctx: Context,
  uid: string,
  username: string,
): Promise<ChosenUsername> {
  if ((await readUsername(tx, username))?.uid === uid) return { username, is_reserved: true };
  const known = await readKnownUsername(tx, ctx.hash, username);
  if (isTaken(known, uid, ctx.clock.now())) throw fieldError('USERNAME_TAKEN', 'username');
  return { username, is_reserved: known.claim !== undefined };
}
