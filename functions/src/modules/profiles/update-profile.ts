import type { Context } from '../../context/context.ts';
import { endpoint } from '../../context/endpoint.ts';
import { ParleyError } from '../../kernel/errors.ts';
import { latest } from '../../kernel/instant.ts';
import type { Tx } from '../../store/transaction.ts';
import { writeSessions } from '../auth/store.ts';
import { relistUser } from '../directory/list-user.ts';
import type { PrivateAccount, UserProfile } from '../users/model.ts';
import { readPrivateAccount, readUser, updatePrivateAccount, updateUser } from '../users/store.ts';
import { changesOf } from './changes.ts';
import { changeUsername } from './change-username.ts';
import { ownerOfPath, profileChange, type ProfileChange } from './fields.ts';
import { ownProfile, toOwnProfile, type OwnProfile } from './own-profile.ts';

/**
 * Changes what is given of the caller's profile and answers all of it; with nothing given it only answers
 * it. Who searches finds him as he is from then on, and his session shows it. In his chats the new username
 * shows a moment later (`onUserUpdated`).
 *
 * Costs 2 reads; where others see a change 1 read and 3 writes more, and 1 write for locale and time zone.
 * A new username costs 4 reads, 4 writes and 1 delete besides (its limit included), and
 * what `carryUsername` costs. Errors: FIELDS_INVALID, USERNAME_TAKEN, USER_DISABLED, RATE_LIMITED.
 */
export const updateProfile = endpoint({
  name: 'updateProfile',
  summary: "Change the caller's profile",
  auth: 'session',
  active_hours_only: true,
  input: profileChange,
  output: ownProfile,
  errors: ['USERNAME_TAKEN', 'USER_DISABLED', 'RATE_LIMITED', 'TOO_BUSY'],
  handler: (ctx, change, { caller: { uid } }) => {
    assertOwnPhoto(change, uid);
    return ctx.db.transact((tx) => store(tx, ctx, uid, change));
  },
});

async function store(tx: Tx, ctx: Context, uid: string, given: ProfileChange): Promise<OwnProfile> {
  const [profile, account] = await Promise.all([readUser(tx, uid), readPrivateAccount(tx, uid)]);
  // An account that no sign-in of ours has made a user of, or who was shut out this moment.
  if (profile?.is_active !== true || account === undefined) throw new ParleyError('USER_DISABLED');
  const shown = changesOf<UserProfile>(profile, given, SHOWN);
  const kept = changesOf<PrivateAccount>(account, given, KEPT);
  const now = ctx.clock.now();
  const modified = latest(now, profile.modified.next());
  if (shown.username !== undefined) {
    const names = { from: profile.username, to: shown.username };
    await changeUsername(tx, ctx, uid, { ...names, modified });
  }
  const changed = { ...profile, ...shown };
  if (Object.keys(shown).length > 0) {
    updateUser(tx, uid, { ...shown, modified });
    await relistUser(tx, ctx, uid, { profile: shown });
    const { username, display_name, photo_url, about } = changed;
    writeSessions(tx, uid, { profile: { username, display_name, photo_url, about } }, now);
  }
  if (Object.keys(kept).length > 0) updatePrivateAccount(tx, uid, kept);
  return toOwnProfile(uid, changed, { ...account, ...kept });
}

const SHOWN = [
  'username',
  'display_name',
  'first_name',
  'last_name',
  'about',
  'photo_url',
] as const;
const KEPT = ['locale', 'time_zone'] as const;

function assertOwnPhoto({ photo_url }: ProfileChange, uid: string): void {
  const owner = typeof photo_url === 'string' ? ownerOfPath(photo_url) : undefined;
  if (owner === undefined || owner === uid) return;
  const message = 'must be a file of your own';
  throw new ParleyError('FIELDS_INVALID', [{ field: 'photo_url', message }]);
}
