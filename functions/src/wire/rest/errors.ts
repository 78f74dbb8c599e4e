import type { ContentfulStatusCode } from 'hono/utils/http-status';

import {
  ParleyError,
  REASONS,
  type FieldProblem,
  type Reason,
  type Status,
} from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import { describe } from '../callable-errors.ts';

/** google.rpc.Code's HTTP mapping, https://cloud.google.com/apis/design/errors#handling_errors */
export const HTTP_STATUS: Record<Status, ContentfulStatusCode> = {
  INVALID_ARGUMENT: 400,
  FAILED_PRECONDITION: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  ALREADY_EXISTS: 409,
  RESOURCE_EXHAUSTED: 429,
  UNAVAILABLE: 503,
  INTERNAL: 500,
};

/** Where HTTP has a status that says more than the canonical one's. */
const OWN_STATUS: Partial<Record<Reason, ContentfulStatusCode>> = {
  BODY_TOO_LARGE: 413,
  BODY_ENCODING_UNSUPPORTED: 415,
};

/** The HTTP status that a reason is told by. */
export function httpStatusOf(reason: Reason): ContentfulStatusCode {
  return OWN_STATUS[reason] ?? HTTP_STATUS[REASONS[reason][0]];
}

export interface RestErrorBody {
  error: {
    status: Status;
    reason: Reason;
    message: string;
    fields?: readonly FieldProblem[];
    opens_at?: string;
  };
}

/** REST's form of an error. What is not ours becomes INTERNAL; its cause is logged, never shown. */
export function toRestError(
  error: unknown,
  log: Log,
): { http_status: ContentfulStatusCode; body: RestErrorBody; headers: Record<string, string> } {
  const known = error instanceof ParleyError ? error : new ParleyError('INTERNAL');
  if (known !== error) log.error('A REST request failed', { cause: describe(error) });
  const { status, reason, message, fields, retry_after_seconds: wait, opens_at } = known;
  return {
    http_status: httpStatusOf(reason),
    headers: {
      'cache-control': 'no-store',
      ...(wait !== undefined && { 'retry-after': String(wait) }),
    },
    body: {
      error: {
        ...{ status, reason, message },
        ...(fields.length > 0 && { fields }),
        ...(opens_at !== undefined && { opens_at }),
      },
    },
  };
}
