import { notConfigured, type Config } from '../../config/config.ts';
import { ParleyError } from '../../kernel/errors.ts';
import { assertHardToGuess, newPassword } from '../passwords/new-password.ts';

/** Everybody knows the name that it opens. */
const OWN_NAMES = { email: 'admin@admin.parley.invalid', username: 'admin' };

/**
 * Holds the first admin's secret to what every password is held to: until he has changed it, it opens the
 * account with the greatest powers. Asked only of instances that hold it, as it loads the list of common
 * passwords (some 50 ms).
 *
 * @throws Error that says what is wrong, and not the secret
 */
export async function assertHardAdminSecret({ first_admin, project_id }: Config): Promise<void> {
  if (first_admin === undefined) return;
  const { secret } = first_admin;
  const name = 'PROJECT_ADMIN_DEFAULT_SECRET';
  const [issue] = newPassword.safeParse(secret).error?.issues ?? [];
  if (issue !== undefined) throw notConfigured([`${name} ${issue.message}`]);
  try {
    await assertHardToGuess(secret, { ...OWN_NAMES, words: [project_id] }, name);
  } catch (error) {
    if (!(error instanceof ParleyError)) throw error;
    throw notConfigured([`${name} is too easy to guess: choose one as for any password`]);
  }
}
