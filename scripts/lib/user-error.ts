/**
 * A problem whose message tells the person at the terminal what is wrong and what to do. Commands
 * print it without a stack and exit with code 1.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
}
