import { z } from 'zod';

import type { Context } from '../../context/context.ts';
import { endpoint } from '../../context/endpoint.ts';
import { ParleyError } from '../../kernel/errors.ts';
import { invariant } from '../../kernel/invariant.ts';
import { countRefresh } from './count-refresh.ts';
import { recordEmail } from './email-proof.ts';
import { endReusedSession } from './end-reused-session.ts';
import type { Session, SessionEntry, SessionProfile } from './model.ts';
import { hashSecret, parseRefreshToken, successorOf, type RefreshToken } from './refresh-token.ts';
import { rotate } from './rotate.ts';
import { sessionAnswer } from './session-answer.ts';
import { session } from './session-schema.ts';
import { letIn } from './shut-out.ts';
import { readSessions, writeSessions } from './store.ts';

/**
 * Exchanges a refresh token for a new session answer; the token is used up by it. For 30 s, and until
 * its successor is used, it answers with the same successor. Any older one is a copy in the wrong
 * hands: the session ends, and the user is told.
 *
 * Costs 1 read and 1 write, its limit included; a made-up token costs nothing. Errors: FIELDS_INVALID,
 * REFRESH_TOKEN_INVALID, USER_DISABLED, RATE_LIMITED, which does not use the token up.
 */
export const refreshSession = endpoint({
  name: 'refreshSession',
  summary: 'Exchange a refresh token for a new session',
  auth: 'none',
  input: z.strictObject({ refresh_token: z.string().min(1, 'must not be empty').max(1024) }),
  output: session,
  errors: ['REFRESH_TOKEN_INVALID', 'USER_DISABLED', 'RATE_LIMITED'],
  handler: async (ctx, { refresh_token }): Promise<Session> => {
    const presented = parseRefreshToken(ctx.hash, refresh_token);
    if (presented === undefined) throw new ParleyError('REFRESH_TOKEN_INVALID');
    // First, as a disabled user's sessions have ended as well, and he is to be told why.
    const { uid } = presented;
    const account = await letIn(ctx, uid, await ctx.accounts.find(uid));
    const { entry, profile, successor } = await exchange(ctx, presented);
    // It had one with its first session.
    if (!account.has_email_record) await recordEmail(ctx, uid, null);
    return sessionAnswer(ctx, account, profile, entry, successor, false);
  },
});

interface Exchange {
  entry: SessionEntry;
  profile: SessionProfile;
  successor: RefreshToken;
}

async function exchange(ctx: Context, presented: RefreshToken): Promise<Exchange> {
  const { uid, sid } = presented;
  const successor = { uid, sid, secret: successorOf(ctx.hash, presented) };
  const { decision, profile } = await ctx.db.transact(async (tx) => {
    const now = ctx.clock.now();
    const known = await readSessions(tx, uid);
    const rotation = rotate(
      known?.sessions[sid],
      hashSecret(presented.secret),
      hashSecret(successor.secret),
      now,
      ctx.config.jwt.refresh_token_seconds,
    );
    if (rotation.outcome === 'rotated' || rotation.outcome === 'repeated') {
      writeSessions(tx, uid, { put: { [sid]: countRefresh(rotation.entry, now) } }, now);
    }
    return { decision: rotation, profile: known?.profile };
  });
  if (decision.outcome === 'reused') await endReusedSession(ctx, uid, sid);
  if (decision.outcome === 'reused' || decision.outcome === 'ended') {
    throw new ParleyError('REFRESH_TOKEN_INVALID');
  }
  invariant(profile, 'a session without a profile');
  return { entry: decision.entry, profile, successor };
}
