/** NIST SP 800-63B section 3.1.1.2: no shorter one, and no rules of composition. */
export const MIN_PASSWORD = 8;

/** It asks for at least 64 to be allowed; a hash function has to chew on every one of them. */
export const MAX_PASSWORD = 256;

/** What a password of this account must not be. */
export interface PasswordContext {
  email: string;
  username: string | undefined;
}

/**
 * Whether a password is among the first that anybody would try: a common one, one character over and
 * over, or the account's own names. Upper and lower case are not told apart.
 *
 * @param common common passwords in lower case
 */
export function isEasyToGuess(
  password: string,
  { email, username }: PasswordContext,
  common: ReadonlySet<string>,
): boolean {
  const plain = password.toLowerCase();
  const [mailbox, domain] = email.toLowerCase().split('@');
  const own = [email.toLowerCase(), mailbox, domain, username];
  return common.has(plain) || own.includes(plain) || new Set(plain).size === 1;
}
