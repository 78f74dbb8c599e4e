import { z } from 'zod';

import type { Context } from '../../context/context.ts';
import { endpoint } from '../../context/endpoint.ts';
import { ParleyError } from '../../kernel/errors.ts';
import { readUsername } from '../users/store.ts';
import type { Session } from './model.ts';
import { openSession } from './open-session.ts';
import { session } from './session-schema.ts';

const input = z
  .strictObject({
    email: z.email('is not an e-mail address').max(254).optional(),
    username: z.string().min(1, 'must not be empty').max(64).optional(),
    password: z.string().min(1, 'must not be empty').max(4096),
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
 * password check. Errors: FIELDS_INVALID, CREDENTIALS_INVALID, RATE_LIMITED, UPSTREAM_UNAVAILABLE.
 */
export const signInWithEmail = endpoint({
  name: 'signInWithEmail',
  summary: 'Sign in by password',
  auth: 'none',
  input,
  output: session,
  limits: [
    { limit: 'sign_in_by_ip', key: (_input, { requester }) => requester.ip },
    { limit: 'sign_in_by_account', key: ({ email, username }) => accountKey(email ?? username) },
  ],
  errors: ['CREDENTIALS_INVALID', 'USER_DISABLED', 'UPSTREAM_UNAVAILABLE'],
  handler: async (ctx, given, { requester }): Promise<Session> => {
    const email = given.email ?? (await emailOf(ctx, given.username ?? ''));
    const uid = await ctx.passwords.check(email ?? NOBODY, given.password);
    const account = uid === undefined ? undefined : await ctx.accounts.find(uid);
    if (account === undefined) throw new ParleyError('CREDENTIALS_INVALID');
    return openSession(ctx, account, requester);
  },
});

/** One key for one account, however its name is written. */
function accountKey(name: string | undefined): string {
  return name?.trim().toLowerCase() ?? '';
}

async function emailOf(ctx: Context, username: string): Promise<string | null> {
  const name = username.toLowerCase();
  const valid = /^[a-z0-9_.]{3,30}$/.test(name);
  const claim = valid ? await readUsername(ctx.db, name) : undefined;
  const account = claim === undefined ? undefined : await ctx.accounts.find(claim.uid);
  return account?.email ?? null;
}
