import { isDeepStrictEqual } from 'node:util';

import type { Context } from '../../context/context.ts';
import type { Requester } from '../../context/endpoint.ts';
import { ParleyError } from '../../kernel/errors.ts';
import type { Instant } from '../../kernel/instant.ts';
import { isAlreadyExists } from '../../store/database.ts';
import type { Tx } from '../../store/transaction.ts';
import type { AuthAccount } from '../users/account.ts';
import { ensureUser, type WishedProfile } from '../users/ensure-user.ts';
import type { UserProfile } from '../users/model.ts';
import { readUser } from '../users/store.ts';
import { endEntries } from './end-entries.ts';
import type { Session, SessionEntry, SessionProfile, SessionsDocument } from './model.ts';
import { keepEmailRecord } from './email-proof.ts';
import { keepListed, waysMark } from './keep-listed.ts';
import { isOutdatedProof, type Proof } from './outdated-proof.ts';
import { hashSecret } from './refresh-token.ts';
import { sessionAnswer } from './session-answer.ts';
import { letIn } from './shut-out.ts';
import { createSessions, readSessions, writeSessions } from './store.ts';

const REFRESH_SECRET_BYTES = 32;

/** A user's sessions are one document; beyond this many, the one unused for longest ends. */
export const MAX_SESSIONS = 50;

const MAX_USER_AGENT = 256;

/**
 * Opens a session for an account that has proven itself; where every sign-in ends. The first one
 * creates `users/{uid}`, with the profile that was wished for where one was.
 *
 * Costs 2 reads and 1 write; the first time 3 reads, 2 with a name that was reserved, and 6 writes, 1 more
 * for each exact way by which he can be found. Where
 * sessions have run out or make room, besides that what {@link endEntries} costs; where other ways lead to him
 * than at the last sign-in, what {@link keepListed} costs.
 *
 * @param proof what the sign-in goes by; if the account was given to the owner of its address since, or has
 *   another password, it is void
 * @throws ParleyError USER_DISABLED, USERNAME_TAKEN, CREDENTIALS_INVALID
 */
export async function openSession(
  ctx: Context,
  account: AuthAccount,
  requester: Requester,
  proof: Proof,
  wished?: WishedProfile,
): Promise<Session> {
  const { uid } = account;
  await letIn(ctx, uid, account);
  const believed = await keepEmailRecord(ctx, account);
  const { profile, is_new } = await ensureUser(ctx, believed, wished);
  if (!profile.is_active) throw new ParleyError('USER_DISABLED');

  const now = ctx.clock.now();
  const sid = ctx.random.id();
  const secret = ctx.random.secret(REFRESH_SECRET_BYTES);
  const entry: SessionEntry = {
    current: hashSecret(secret),
    previous: null,
    rotated: now,
    created: now,
    last_used: now,
    expires_at: now.plusSeconds(ctx.config.jwt.refresh_token_seconds),
    user_agent: requester.user_agent?.slice(0, MAX_USER_AGENT) ?? null,
  };
  const copied = copyOf(profile);
  const ways = waysMark(ctx, believed);
  const put = async (tx: Tx): Promise<SessionProfile> => {
    const known = await readSessions(tx, uid);
    if (isOutdatedProof(known, proof)) throw new ParleyError('CREDENTIALS_INVALID');
    const must_change_password = known?.profile?.must_change_password;
    const present = await presentCopy(tx, uid, known?.profile, copied);
    await keepListed(tx, ctx, believed, profile, known?.ways);
    const updated = { ...present, ...(must_change_password && { must_change_password }) };
    const ended = sessionsToEnd(known, now);
    const remove = Object.keys(ended);
    if (remove.length > 0) {
      const others = Object.keys(known?.sessions ?? {}).filter((other) => !(other in ended));
      await endEntries(tx, ctx, uid, { ended, staying: [...others, sid] }, now);
    }
    writeSessions(tx, uid, { put: { [sid]: entry }, remove, profile: updated, ways }, now);
    return updated;
  };
  // A new user mostly has no sessions: that is found out by creating them, without a read.
  const putFirst = async (tx: Tx): Promise<SessionProfile> => {
    createSessions(tx, uid, { sessions: { [sid]: entry }, profile: copied, ways, modified: now });
    return copied;
  };
  const shown = await ctx.db.transact(is_new ? putFirst : put).catch((error: unknown) => {
    if (is_new && isAlreadyExists(error)) return ctx.db.transact(put);
    throw error;
  });
  return sessionAnswer(ctx, account, shown, entry, { uid, sid, secret }, is_new);
}

function copyOf({ username, display_name, photo_url, about }: UserProfile): SessionProfile {
  return { username, display_name, photo_url, about };
}

/** What is there may be of a change that came after the profile was read: then it is read again, 1 read. */
async function presentCopy(
  tx: Tx,
  uid: string,
  known: SessionProfile | undefined,
  copied: SessionProfile,
): Promise<SessionProfile> {
  const { must_change_password: _, ...there } = known ?? copied;
  if (!('username' in there) || isDeepStrictEqual(there, copied)) return copied;
  const profile = await readUser(tx, uid);
  return profile === undefined ? copied : copyOf(profile);
}

/** Those that have expired, and those unused for longest where there are too many. */
function sessionsToEnd(
  known: SessionsDocument | undefined,
  now: Instant,
): Record<string, SessionEntry> {
  const entries = Object.entries(known?.sessions ?? {});
  const expired = entries.filter(([, { expires_at }]) => expires_at.compare(now) <= 0);
  const living = entries
    .filter((entry) => !expired.includes(entry))
    .toSorted(([, a], [, b]) => b.last_used.compare(a.last_used));
  return Object.fromEntries([...expired, ...living.slice(MAX_SESSIONS - 1)]);
}
