import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { printable } from '../../kernel/fields.ts';
import { ParleyError } from '../../kernel/errors.ts';
import type { Session } from '../auth/model.ts';
import { openSession } from '../auth/open-session.ts';
import { session } from '../auth/session-schema.ts';
import { accountOf } from './account-of.ts';
import { facebookIdentity, facebookSubject } from './facebook-identity.ts';

/**
 * Signs in with a user access token of Facebook Login. Every token that is not good is refused alike.
 *
 * Costs 3 reads and 2 writes, of which 1 and 1 for its limit. Errors: FIELDS_INVALID,
 * CREDENTIALS_INVALID, USER_DISABLED, SIGN_IN_METHOD_OFF, RATE_LIMITED, UPSTREAM_UNAVAILABLE, TOO_BUSY.
 */
export const signInWithFacebook = endpoint({
  name: 'signInWithFacebook',
  summary: 'Sign in with an access token of Facebook',
  auth: 'none',
  input: z.strictObject({ access_token: printable(4096) }),
  output: session,
  limits: [{ limit: 'sign_in_by_ip', key: (_input, { requester }) => requester.ip }],
  errors: [
    'CREDENTIALS_INVALID',
    'USER_DISABLED',
    'SIGN_IN_METHOD_OFF',
    'UPSTREAM_UNAVAILABLE',
    'TOO_BUSY',
  ],
  handler: async (ctx, { access_token }, { requester }): Promise<Session> => {
    const { app_id, app_secret } = ctx.config.facebook;
    if (app_id === '' || app_secret === '') throw new ParleyError('SIGN_IN_METHOD_OFF');
    const checked_from = ctx.clock.now();
    const check = ctx.facebook.check(access_token);
    const subject = facebookSubject(await check.debugToken(), app_id, ctx.clock.now());
    const identity = facebookIdentity(subject, await check.profile());
    const account = await accountOf(ctx, identity);
    return openSession(ctx, account, requester, { checked_from });
  },
});
