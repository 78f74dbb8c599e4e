import type { Context } from '../../context/context.ts';
import { fieldError } from '../../kernel/errors.ts';
import { isDefaultSecret } from '../auth/password-change.ts';
import { assertHardToGuess } from '../passwords/new-password.ts';
import type { PasswordContext } from '../passwords/policy.ts';

/**
 * Asserts that an account may have this password: neither easy to guess, nor the secret that the
 * deployment's first admin was made with.
 *
 * @throws ParleyError PASSWORD_TOO_COMMON naming the field
 */
export async function assertAcceptable(
  ctx: Context,
  password: string,
  account: PasswordContext,
  field: string,
): Promise<void> {
  if (isDefaultSecret(ctx, password)) throw fieldError('PASSWORD_TOO_COMMON', field);
  const words = [ctx.config.project_id];
  await assertHardToGuess(password, { ...account, words }, field);
}
