import type { FirebaseError, HttpResponse } from 'firebase-admin/app';
import { z } from 'zod';

import type { PushOutcome } from '../../modules/push/sender.ts';

/** The token will never work again: https://firebase.google.com/docs/cloud-messaging/error-codes */
const DEAD = new Set([
  'messaging/invalid-registration-token',
  'messaging/registration-token-not-registered',
]);

/** What would fail again and again: a malformed push, another project's token, no APNs key. */
const FINAL = new Set([
  'messaging/invalid-argument',
  'messaging/invalid-data-payload-key',
  'messaging/invalid-options',
  'messaging/invalid-package-name',
  'messaging/invalid-payload',
  'messaging/invalid-recipient',
  'messaging/mismatched-credential',
  'messaging/payload-size-limit-exceeded',
  'messaging/third-party-auth-error',
]);

/**
 * What Google's front end answers too, where FCM is switched off, or where our own access token is not
 * taken. The SDK gives both the same code, so FCM's own word is told by its `FcmError`.
 */
const ALSO_OF_FRONT_END = new Set([401, 403, 404]);

const refusal = z.object({
  error: z.object({ details: z.array(z.looseObject({ '@type': z.string() })).optional() }),
});

const FCM_ERROR = 'type.googleapis.com/google.firebase.fcm.v1.FcmError';

/**
 * What an error of the Admin SDK means for its push. Only what is known to be final is: all else (no
 * connection, whatever its transport calls that; 408, 429, 5xx; pages of proxies; codes that are new)
 * is `unavailable`, as trying in vain costs less than a push that is lost.
 */
export function outcomeOf({ code, message, httpResponse }: FirebaseError): PushOutcome {
  if (httpResponse !== undefined && !isVerdict(httpResponse)) return 'unavailable';
  if (DEAD.has(code)) return 'dead';
  // FCM says INVALID_ARGUMENT of a malformed token as well as of a malformed push.
  if (code === 'messaging/invalid-argument' && /registration token/i.test(message)) return 'dead';
  return FINAL.has(code) ? 'rejected' : 'unavailable';
}

function isVerdict({ status, data }: HttpResponse): boolean {
  if (status === 408 || status === 429 || status >= 500) return false;
  const parsed = refusal.safeParse(data);
  if (!parsed.success) return false;
  const { details = [] } = parsed.data.error;
  return !ALSO_OF_FRONT_END.has(status) || details.some((one) => one['@type'] === FCM_ERROR);
}
