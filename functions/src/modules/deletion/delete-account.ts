import { z } from 'zod';

import type { Context } from '../../context/context.ts';
import { endpoint } from '../../context/endpoint.ts';
import { ParleyError } from '../../kernel/errors.ts';
import { nothing } from '../../kernel/fields.ts';
import type { Tx } from '../../store/transaction.ts';
import { assertFresh } from '../auth/assert-fresh.ts';
import { endSessionsIn } from '../auth/end-sessions.ts';
import { readSessions } from '../auth/store.ts';
import { unlistUser } from '../directory/list-user.ts';
import { setEventDisabled } from '../events/store.ts';
import { deleteLocation } from '../nearby/store.ts';
import { deletePresence } from '../presence/store.ts';
import type { AuthAccount } from '../users/account.ts';
import {
  readPrivateAccount,
  readUser,
  setUserActive,
  updatePrivateAccount,
} from '../users/store.ts';
import { BEGINNING } from './continue-deletion.ts';
import { enqueueErasing } from './enqueue-erasing.ts';
import { LATE_SECONDS, type Deletion } from './model.ts';
import { putDeletion, readDeletion } from './store.ts';

/**
 * Deletes the caller's account, with a session under five minutes old. When it answers, his tokens are void (other instances know within 30 s),
 * nobody finds him any more, his account at Firebase Auth is gone, and nothing is pushed to him. All else
 * goes by a task right after that, which no crash keeps from it: only the bare uid remains, in chats that
 * others have too, in reports and in the audit. An admin has to be withdrawn first, so that one remains.
 *
 * Costs 5 reads, 3 writes and 3 deletes, 1 read and 1 delete for each exact way he could be found by, and
 * what `endSessionsIn` costs beyond its 1 read; the rest is {@link continueDeletion}'s. Errors: REAUTHENTICATION_REQUIRED, OWN_ACCOUNT, USER_DISABLED.
 */
export const deleteAccount = endpoint({
  name: 'deleteAccount',
  summary: "Delete the caller's account",
  auth: 'session',
  input: z.strictObject({}),
  output: nothing,
  errors: ['REAUTHENTICATION_REQUIRED', 'OWN_ACCOUNT', 'TOO_BUSY'],
  handler: async (ctx, _input, { caller: { uid, sid } }) => {
    const account = await ctx.accounts.find(uid);
    if (account?.is_admin === true) throw new ParleyError('OWN_ACCOUNT');
    const deletion = await ctx.db.transact((tx) => begin(tx, ctx, { uid, sid, account }));
    ctx.revocations.renew();
    // From here on all is decided: what fails now is made good by the task, and that by the schedule.
    await attempt(ctx, uid, () => enqueueErasing(ctx, uid, deletion));
    await attempt(ctx, uid, () => ctx.accounts.remove(uid));
    return {};
  },
});

interface Leaver {
  uid: string;
  sid: string;
  account: AuthAccount | undefined;
}

/** Everything that must hold when it is answered, and the note that the rest is to follow. */
async function begin(tx: Tx, ctx: Context, { uid, sid, account }: Leaver): Promise<Deletion> {
  const [sessions, profile, contact] = await Promise.all([
    readSessions(tx, uid),
    readUser(tx, uid),
    readPrivateAccount(tx, uid),
  ]);
  // After the sessions: whoever finds them ended by the same call at once finds this, too.
  const known = await readDeletion(tx, uid);
  if (known !== undefined) return known;
  const now = ctx.clock.now();
  assertFresh(sessions, sid, now);
  await endSessionsIn(tx, ctx, uid, 'all', 'USER_DELETED', sessions);
  await unlistUser(tx, uid);
  deletePresence(tx, uid);
  deleteLocation(tx, uid);
  if (profile !== undefined) {
    setUserActive(tx, uid, false, now);
    setEventDisabled(tx, uid, true);
  }
  if (account !== undefined && contact !== undefined) {
    // What was changed at Firebase Auth itself: by this, what was sent to him is found.
    const { email, phone } = account;
    const is_same = contact.email === email && contact.phone === phone;
    if (!is_same) updatePrivateAccount(tx, uid, { email, phone });
  }
  const due_at = now.plusSeconds(LATE_SECONDS);
  const deletion: Deletion = { ...BEGINNING, round: 1, runs: 0, requested: now, due_at };
  putDeletion(tx, uid, deletion);
  return deletion;
}

async function attempt(ctx: Context, uid: string, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch {
    ctx.log.error('A part of a deletion is left to its task or its schedule', { uid });
  }
}
