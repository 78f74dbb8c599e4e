import { z } from 'zod';

import type { Context } from '../../context/context.ts';
import { endpoint } from '../../context/endpoint.ts';
import { ParleyError } from '../../kernel/errors.ts';
import { guardedCheck } from '../passwords/guarded-check.ts';
import { anyPassword } from '../passwords/new-password.ts';
import { readUsername } from '../users/store.ts';
import { USERNAME_PATTERN } from '../users/username.ts';
import { makeFirstAdmin } from './first-admin.ts';
import type { Session } from './model.ts';
import { openSession } from './open-session.ts';
import { session } from './session-schema.ts';

const input = z
  .strictObject({
    email: z.email('is not an e-mail address').max(254).optional(),
    username: z.string().min(1, 'must not be empty').max(64).optional(),
    password: anyPassword,
  })
  .refine(({ email, username }) => (email === undefined) !== (username === undefined), {
    path: ['email'],
    message: 'give either email or username',
  });

/** Nobody's address: RFC 2606 keeps `.invalid` from ever being registered. */
const NOBODY = 'nobody@parley.invalid';

/**
 * Signs in by password, with an e-mail address or a username.
 *
 * Unknown name, wrong password and disabled account get the same CREDENTIALS_INVALID after the same
 * password check, and many wrong passwords in a row slow the requester down alike.
 *
 * Costs 3 reads, 3 writes and 1 delete, the first time 4, 8 and 1, and 1 read more by username; a wrong
 * password 1 read and 2 writes. After wrong ones each is 1 read more. Errors: FIELDS_INVALID,
 * CREDENTIALS_INVALID, RATE_LIMITED, UPSTREAM_UNAVAILABLE.
 */
export const signInWithEmail = endpoint({
  name: 'signInWithEmail',
  summary: 'Sign in by password',
  auth: 'none',
  input,
  output: session,
  limits: [{ limit: 'sign_in_by_ip', key: (_input, { requester }) => requester.ip }],
  errors: ['CREDENTIALS_INVALID', 'USER_DISABLED', 'UPSTREAM_UNAVAILABLE'],
  handler: async (ctx, given, { requester }): Promise<Session> => {
    const name = given.email ?? given.username ?? '';
    const checked_from = ctx.clock.now();
    const uid = await guardedCheck(ctx, { name, requester }, async () => {
      await makeFirstAdmin(ctx, given);
      const email = given.email ?? (await emailOf(ctx, name));
      return ctx.passwords.check(email ?? NOBODY, given.password);
    });
    const account = uid === undefined ? undefined : await ctx.accounts.find(uid);
    if (account === undefined) throw new ParleyError('CREDENTIALS_INVALID');
    return openSession(ctx, account, requester, { checked_from, by_password: true });
  },
});

async function emailOf(ctx: Context, username: string): Promise<string | null> {
  const name = username.toLowerCase();
  const valid = USERNAME_PATTERN.test(name);
  const claim = valid ? await readUsername(ctx.db, name) : undefined;
  const account = claim === undefined ? undefined : await ctx.accounts.find(claim.uid);
  return account?.email ?? null;
}
