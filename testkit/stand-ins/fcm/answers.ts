import type { HttpAnswer } from '../common/http.ts';
import type { Failure, JsonObject } from './types.ts';

export type { HttpAnswer } from '../common/http.ts';

/** A field FCM found fault with; travels as `google.rpc.BadRequest`. */
export type Violation = { field: string; description: string };

const FAILURES: Record<Failure, { status: number; canonical: string; message: string }> = {
  UNREGISTERED: { status: 404, canonical: 'NOT_FOUND', message: 'Requested entity was not found.' },
  INVALID_ARGUMENT: {
    status: 400,
    canonical: 'INVALID_ARGUMENT',
    message: 'The registration token is not a valid FCM registration token',
  },
  QUOTA_EXCEEDED: {
    status: 429,
    canonical: 'RESOURCE_EXHAUSTED',
    message: 'Quota exceeded for the message target.',
  },
  UNAVAILABLE: {
    status: 503,
    canonical: 'UNAVAILABLE',
    message: 'The service is currently unavailable.',
  },
  INTERNAL: { status: 500, canonical: 'INTERNAL', message: 'Internal error encountered.' },
  SENDER_ID_MISMATCH: {
    status: 403,
    canonical: 'PERMISSION_DENIED',
    message: 'SenderId mismatch',
  },
  THIRD_PARTY_AUTH_ERROR: {
    status: 401,
    canonical: 'UNAUTHENTICATED',
    message: 'Auth error from APNS or Web Push Service',
  },
};

/** Every failure that can be asked for. */
export const FAILURE_CODES = Object.keys(FAILURES) as readonly Failure[];

/**
 * FCM's answer to a refused send. The code that matters is in `details` as
 * `google.firebase.fcm.v1.FcmError`; `status` is the canonical gRPC code.
 *
 * @param retryAfterSeconds seconds for `Retry-After`; FCM's guide says to take 60 for a 429 that
 *   carries none, so a 429 always carries one here
 */
export function failureAnswer(code: Failure, retryAfterSeconds?: number): HttpAnswer {
  const { status, canonical, message } = FAILURES[code];
  const seconds = retryAfterSeconds ?? (status === 429 ? 60 : undefined);
  return {
    status,
    ...(seconds === undefined ? {} : { headers: { 'retry-after': String(seconds) } }),
    body: errorBody(status, canonical, message, [fcmError(code)]),
  };
}

/** 400 for a request FCM's own checks refuse. */
export function invalidArgument(
  message: string,
  violation?: Violation,
  fromFcm = true,
): HttpAnswer {
  return {
    status: 400,
    body: errorBody(400, 'INVALID_ARGUMENT', message, [
      ...(violation
        ? [{ '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [violation] }]
        : []),
      // Faults of the JSON itself are found by Google's API front end, which knows no FcmError.
      ...(fromFcm ? [fcmError('INVALID_ARGUMENT')] : []),
    ]),
  };
}

/** 401 as Google's API front end answers a request without a bearer token. */
export function unauthenticated(): HttpAnswer {
  const message = 'Request is missing required authentication credential. Expected OAuth 2 token.';
  return { status: 401, body: errorBody(401, 'UNAUTHENTICATED', message, []) };
}

/** 404 of an unknown route, in the same format. */
export function notFound(route: string): HttpAnswer {
  return { status: 404, body: errorBody(404, 'NOT_FOUND', `No route ${route}; see GET /`, []) };
}

function fcmError(errorCode: string): JsonObject {
  return { '@type': 'type.googleapis.com/google.firebase.fcm.v1.FcmError', errorCode };
}

function errorBody(code: number, status: string, message: string, details: JsonObject[]) {
  return { error: { code, message, status, ...(details.length > 0 ? { details } : {}) } };
}
