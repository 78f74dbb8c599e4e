import type * as https from 'firebase-functions/v2/https';

import { ParleyError, type Status } from '../kernel/errors.ts';
import type { Log } from '../kernel/log.ts';
import { HttpsError } from './sdk.ts';

const CODES: Record<Status, https.FunctionsErrorCode> = {
  INVALID_ARGUMENT: 'invalid-argument',
  FAILED_PRECONDITION: 'failed-precondition',
  UNAUTHENTICATED: 'unauthenticated',
  PERMISSION_DENIED: 'permission-denied',
  NOT_FOUND: 'not-found',
  ALREADY_EXISTS: 'already-exists',
  RESOURCE_EXHAUSTED: 'resource-exhausted',
  UNAVAILABLE: 'unavailable',
  INTERNAL: 'internal',
};

/**
 * The callable protocol's form of an error: its code, and `details: {reason, fields?}`. What is not
 * ours becomes INTERNAL; its cause is logged and never shown.
 */
export function toHttpsError(error: unknown, log: Log): https.HttpsError {
  const known = error instanceof ParleyError ? error : new ParleyError('INTERNAL');
  if (known !== error) log.error('A callable failed', { cause: describe(error) });
  const { reason, fields, retry_after_seconds, opens_at } = known;
  return new HttpsError(CODES[known.status], known.message, {
    reason,
    ...(fields.length > 0 && { fields }),
    ...(retry_after_seconds !== undefined && { retry_after_seconds }),
    ...(opens_at !== undefined && { opens_at }),
  });
}

/** Name, message and stack of whatever was thrown. */
export function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
