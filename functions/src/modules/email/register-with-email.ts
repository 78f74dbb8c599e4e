import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import type { Session } from '../auth/model.ts';
import { openSession } from '../auth/open-session.ts';
import { session } from '../auth/session-schema.ts';
import { newPassword } from '../passwords/new-password.ts';
import { personName } from '../users/person-name.ts';
import { releaseUsername, reserveUsername } from '../users/reserve-username.ts';
import { assertAcceptable } from './acceptable.ts';
import { chosenUsername, email } from './fields.ts';

const input = z.strictObject({
  email,
  password: newPassword,
  username: chosenUsername,
  display_name: personName.optional(),
  first_name: personName.optional(),
  last_name: personName.optional(),
});

/**
 * Registers somebody with an e-mail address that is still to be verified, a password and a username,
 * and opens a session. Of several at once for one address or one username, one succeeds.
 *
 * The username is reserved before there is an account, and becomes the user's own with his documents. A
 * crash in between leaves an account that its owner can sign in to, under a generated username; the
 * reservation lapses. Whoever proves the address meanwhile keeps the account: the session is refused.
 *
 * Costs 4 reads and 7 writes, and its limit. Errors: FIELDS_INVALID, PASSWORD_TOO_COMMON, EMAIL_TAKEN,
 * USERNAME_TAKEN, RATE_LIMITED.
 */
export const registerWithEmail = endpoint({
  name: 'registerWithEmail',
  summary: 'Register with an e-mail address and a password',
  auth: 'none',
  input,
  output: session,
  limits: [{ limit: 'register_by_ip', key: (_input, { requester }) => requester.ip }],
  errors: ['PASSWORD_TOO_COMMON', 'EMAIL_TAKEN', 'USERNAME_TAKEN'],
  handler: async (ctx, given, { requester }): Promise<Session> => {
    const { username, password, first_name = '', last_name = '' } = given;
    await assertAcceptable(ctx, password, given, 'password');
    const full_name = `${first_name} ${last_name}`.trim();
    const display_name = given.display_name ?? (full_name === '' ? username : full_name);
    const uid = ctx.random.id();
    const checked_from = ctx.clock.now();
    await reserveUsername(ctx, username, uid);
    try {
      const wanted = { uid, email: given.email, password, display_name };
      const account = await ctx.accounts.createWithEmail(wanted);
      const wished = { username, display_name, first_name, last_name };
      return await openSession(ctx, account, requester, { checked_from }, wished);
    } catch (error) {
      await releaseUsername(ctx, username, uid).catch(() => undefined);
      throw error;
    }
  },
});
