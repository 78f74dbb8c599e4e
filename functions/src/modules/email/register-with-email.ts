import { z } from 'zod';

import type { Context } from '../../context/context.ts';
import { endpoint } from '../../context/endpoint.ts';
import { fieldError, ParleyError } from '../../kernel/errors.ts';
import type { Session } from '../auth/model.ts';
import { openSession } from '../auth/open-session.ts';
import { session } from '../auth/session-schema.ts';
import { newPassword } from '../passwords/new-password.ts';
import { readUsername } from '../users/store.ts';
import { assertAcceptable } from './acceptable.ts';
import { chosenUsername, email, personName } from './fields.ts';

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
 * The username is claimed last, with the user's documents. Who loses it to somebody else then loses the
 * account as well; a crash in between leaves an account that its owner can sign in to, under a
 * generated username.
 *
 * Costs 3 reads and 5 writes, and its limit. Errors: FIELDS_INVALID, PASSWORD_TOO_COMMON, EMAIL_TAKEN,
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
    await assertFree(ctx, username);
    const full_name = `${first_name} ${last_name}`.trim();
    const display_name = given.display_name ?? (full_name === '' ? username : full_name);
    const uid = ctx.random.id();
    const checked_from = ctx.clock.now();
    const account = await ctx.accounts.createWithEmail({
      uid,
      email: given.email,
      password,
      display_name,
    });
    const wished = { username, display_name, first_name, last_name };
    try {
      return await openSession(ctx, account, requester, wished, checked_from);
    } catch (error) {
      const lost = error instanceof ParleyError && error.reason === 'USERNAME_TAKEN';
      if (lost) await ctx.accounts.remove(uid);
      throw error;
    }
  },
});

/** Spares making an account for nothing; the claim itself decides. */
async function assertFree(ctx: Context, username: string): Promise<void> {
  if ((await readUsername(ctx.db, username)) !== undefined) {
    throw fieldError('USERNAME_TAKEN', 'username');
  }
}
