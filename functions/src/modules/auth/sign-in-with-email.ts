import { z } from 'zod';

import type { Context } from '../../context/context.ts';
import { endpoint } from '../../kernel/endpoint.ts';
import { ParleyError } from '../../kernel/errors.ts';
import { readUsername } from '../users/store.ts';
import { USERNAME_PATTERN } from '../users/username.ts';
import type { Session } from './model.ts';
import { openSession } from './open-session.ts';

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
type Input = z.output<typeof input>;

/** Nobody's address: RFC 2606 keeps `.invalid` from ever being registered. */
const NOBODY = 'nobody@parley.invalid';

/**
 * Signs in by password, with an e-mail address or a username.
 *
 * Unknown name, wrong password and disabled account get the same CREDENTIALS_INVALID after the same
 * password check. Errors: FIELDS_INVALID, CREDENTIALS_INVALID, RATE_LIMITED, UPSTREAM_UNAVAILABLE.
 */
export const signInWithEmail = endpoint<Input, Session>({
  name: 'signInWithEmail',
  auth: 'none',
  input,
  handler: async (ctx, given) => {
    const email = given.email ?? (await emailOf(ctx, given.username ?? ''));
    const uid = await ctx.passwords.check(email ?? NOBODY, given.password);
    const account = uid === undefined ? undefined : await ctx.accounts.find(uid);
    if (account === undefined) throw new ParleyError('CREDENTIALS_INVALID');
    return openSession(ctx, account);
  },
});

async function emailOf(ctx: Context, username: string): Promise<string | null> {
  const name = username.toLowerCase();
  const valid = USERNAME_PATTERN.test(name);
  const claim = valid ? await readUsername(ctx.db, name) : undefined;
  const account = claim === undefined ? undefined : await ctx.accounts.find(claim.uid);
  return account?.email ?? null;
}
