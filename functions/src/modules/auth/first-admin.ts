import type { Context } from '../../context/context.ts';
import type { AuthAccount } from '../users/account.ts';
import { ensureUser } from '../users/ensure-user.ts';
import { readUsername } from '../users/store.ts';
import { isDefaultSecret } from './password-change.ts';
import { putFirstAdmin, readFirstAdmin, requirePasswordChange } from './store.ts';

const USERNAME = 'admin';
const DISPLAY_NAME = 'Admin';

/** Nobody's addresses: RFC 2606 keeps `.invalid` from ever being registered. */
const DOMAIN = 'admin.parley.invalid';

/**
 * Makes the deployment's first admin when somebody signs in as `admin` with its secret, and nothing
 * otherwise: a sign-in with any other name or password costs nothing more, and nobody without the
 * secret can set this off.
 *
 * One document decides. The first transaction reserves the uid and says that the password has to be
 * changed; each step after it may be repeated, by this sign-in or by the next, until the document says
 * `DONE`. From then on nothing is made or set again, whatever becomes of the account. Where the
 * username has an owner, as every admin called so has, nothing is made either.
 *
 * Costs 1 read once the account is made; 8 reads and 10 writes to make it.
 */
export async function makeFirstAdmin(
  ctx: Context,
  given: { username?: string | undefined; password: string },
): Promise<void> {
  const { first_admin } = ctx.config;
  if (first_admin === undefined || given.username?.toLowerCase() !== USERNAME) return;
  if (!isDefaultSecret(ctx, given.password)) return;
  const uid = await reserve(ctx);
  if (uid === undefined) return;

  const account = await accountOf(ctx, uid, first_admin.phone);
  // Before the account, so that however somebody signs in to it, he finds this user.
  await ensureUser(ctx, account, {
    username: USERNAME,
    display_name: DISPLAY_NAME,
    first_name: '',
    last_name: '',
  });
  await ctx.account_admin.createOnce({ ...account, password: first_admin.secret });
  await ctx.account_admin.setAdmin(uid, true);
  await ctx.db.transact(async (tx) => {
    const first = await readFirstAdmin(tx);
    if (first?.state === 'PENDING') putFirstAdmin(tx, { ...first, state: 'DONE' });
  });
}

/** The uid to make, or `undefined` where there is nothing to make. */
function reserve(ctx: Context): Promise<string | undefined> {
  const uid = ctx.random.id();
  return ctx.db.transact(async (tx) => {
    const first = await readFirstAdmin(tx);
    if (first !== undefined) return first.state === 'PENDING' ? first.uid : undefined;
    if ((await readUsername(tx, USERNAME)) !== undefined) return undefined;
    const created = ctx.clock.now();
    putFirstAdmin(tx, { uid, state: 'PENDING', created });
    requirePasswordChange(tx, uid, created);
    return uid;
  });
}

/** What the account is to be. Its address cannot be foretold, so nobody can register it before. */
async function accountOf(
  ctx: Context,
  uid: string,
  wished_phone: string,
): Promise<AuthAccount & { email: string }> {
  const holder = await ctx.account_admin.lookUp({ phone: wished_phone });
  const taken = holder !== undefined && holder.uid !== uid;
  if (taken) ctx.log.warn('The phone of PROJECT_ADMIN_DETAIL is that of another account', { uid });
  return {
    uid,
    display_name: DISPLAY_NAME,
    photo_url: null,
    email: `${uid.toLowerCase()}@${DOMAIN}`,
    email_verified: true,
    has_email_record: false,
    phone: taken ? null : wished_phone,
    providers: taken ? ['password'] : ['password', 'phone'],
    is_admin: true,
    is_disabled: false,
    tokens_valid_from: 0,
  };
}
