/**
 * Structured logging. Never pass a secret, token, code, phone number, e-mail address or message text;
 * ids and counts are fine.
 */
export interface Log {
  info(message: string, data?: Record<string, unknown>): void;
  warn(message: string, data?: Record<string, unknown>): void;
  error(message: string, data?: Record<string, unknown>): void;
}
