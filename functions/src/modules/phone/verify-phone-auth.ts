import { z } from 'zod';

import type { Context } from '../../context/context.ts';
import { endpoint } from '../../context/endpoint.ts';
import { ParleyError } from '../../kernel/errors.ts';
import type { Session } from '../auth/model.ts';
import { openSession } from '../auth/open-session.ts';
import { session } from '../auth/session-schema.ts';
import { accountOfPhone } from './account-of-phone.ts';
import { hashCode } from './code.ts';
import { judge } from './judge.ts';
import { readChallenge, updateChallenge } from './store.ts';

const input = z.strictObject({
  challenge_id: z.string().regex(/^[A-Za-z0-9]{20}$/, 'is not the id of a challenge'),
  code: z.string().regex(/^\d{6}$/, 'must be 6 digits'),
});

/**
 * Signs in with a code that was sent to a phone; the first time this makes the account. A code works
 * once, for 5 minutes and 5 tries. One that is unknown, expired, used or out of tries is
 * OTP_EXPIRED; a wrong one on a challenge that is still open is OTP_INVALID. A failure after the code
 * was found right uses it up all the same. Where the number is taken from the account meanwhile, as with a
 * reset by whoever has proven its address, there is no session: CREDENTIALS_INVALID.
 *
 * Costs 4 reads and 3 writes, one of each for the rate limit; the first time 5 reads and 9 writes.
 * Errors: FIELDS_INVALID, OTP_INVALID, OTP_EXPIRED, CREDENTIALS_INVALID, USER_DISABLED, RATE_LIMITED,
 * UPSTREAM_UNAVAILABLE.
 */
export const verifyPhoneAuth = endpoint({
  name: 'verifyPhoneAuth',
  summary: 'Sign in with a code that was sent to a phone',
  auth: 'none',
  input,
  output: session,
  limits: [{ limit: 'sign_in_by_ip', key: (_input, { requester }) => requester.ip }],
  errors: [
    'OTP_INVALID',
    'OTP_EXPIRED',
    'CREDENTIALS_INVALID',
    'USER_DISABLED',
    'UPSTREAM_UNAVAILABLE',
  ],
  handler: async (ctx, { challenge_id, code }, { requester }): Promise<Session> => {
    const checked_from = ctx.clock.now();
    const phone = await provenPhone(ctx, challenge_id, code);
    const account = await accountOfPhone(ctx, phone);
    return openSession(ctx, account, requester, { checked_from });
  },
});

/** The phone that a code proves. The try is counted before anybody learns how it went. */
async function provenPhone(ctx: Context, challenge_id: string, code: string): Promise<string> {
  const presented = hashCode(ctx, challenge_id, code);
  const judgement = await ctx.db.transact(async (tx) => {
    const challenge = await readChallenge(tx, challenge_id);
    const judged = judge(challenge, presented, ctx.clock.now());
    if (judged.outcome !== 'closed') updateChallenge(tx, challenge_id, judged.change);
    return judged;
  });
  if (judgement.outcome === 'closed') throw new ParleyError('OTP_EXPIRED');
  if (judgement.outcome === 'wrong') throw new ParleyError('OTP_INVALID');
  return judgement.phone;
}
