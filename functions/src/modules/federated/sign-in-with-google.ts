import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { printable } from '../../kernel/fields.ts';
import { ParleyError } from '../../kernel/errors.ts';
import type { Session } from '../auth/model.ts';
import { openSession } from '../auth/open-session.ts';
import { session } from '../auth/session-schema.ts';
import { accountOf } from './account-of.ts';
import { claimantOf } from './claim-account.ts';
import { googleIdentity } from './google-identity.ts';

/**
 * Signs in with an ID token of Google's sign-in. Every token that is not good is refused alike.
 *
 * Costs 3 reads and 2 writes, of which 1 and 1 for its limit. Errors: FIELDS_INVALID,
 * CREDENTIALS_INVALID, USER_DISABLED, SIGN_IN_METHOD_OFF, RATE_LIMITED, UPSTREAM_UNAVAILABLE, TOO_BUSY.
 */
export const signInWithGoogle = endpoint({
  name: 'signInWithGoogle',
  summary: 'Sign in with an ID token of Google',
  auth: 'none',
  input: z.strictObject({
    id_token: printable(8192),
    nonce: z
      .string()
      .min(1, 'must not be empty')
      .max(256)
      .optional()
      .meta({ description: 'Must be the one in the token, where it is given' }),
  }),
  output: session,
  limits: [{ limit: 'sign_in_by_ip', key: (_input, { requester }) => requester.ip }],
  errors: [
    'CREDENTIALS_INVALID',
    'USER_DISABLED',
    'SIGN_IN_METHOD_OFF',
    'UPSTREAM_UNAVAILABLE',
    'TOO_BUSY',
  ],
  handler: async (ctx, { id_token, nonce }, { requester }): Promise<Session> => {
    if (ctx.config.google.client_ids.length === 0) throw new ParleyError('SIGN_IN_METHOD_OFF');
    const checked_from = ctx.clock.now();
    const payload = await ctx.google.verify(id_token);
    const { leeway_seconds } = ctx.config.jwt;
    const identity = googleIdentity(payload, { nonce, now: ctx.clock.now(), leeway_seconds });
    const account = await accountOf(ctx, identity);
    const proof = { checked_from, claimant: claimantOf(ctx, identity) };
    return openSession(ctx, account, requester, proof);
  },
});
