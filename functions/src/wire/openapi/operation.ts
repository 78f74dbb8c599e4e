import type { ZodOpenApiOperationObject } from 'zod-openapi';

import type { Auth, Endpoint } from '../../context/endpoint.ts';
import type { Reason } from '../../kernel/errors.ts';
import type { EndpointName } from '../endpoints.ts';

/** An endpoint of whatever types: here only its schemas are looked at. */
export type AnyEndpoint = Endpoint<unknown, unknown, Auth>;
export type Endpoints = Record<EndpointName, AnyEndpoint>;

const TOKEN_REASONS: Reason[] = [
  'SESSION_REQUIRED',
  'TOKEN_EXPIRED',
  'TOKEN_MALFORMED',
  'TOKEN_REVOKED',
  'USER_DISABLED',
];

/** What an operation is called, and who may use it; of several, what holds for any of them. */
export function described(
  endpoints: AnyEndpoint[],
): Pick<ZodOpenApiOperationObject, 'summary' | 'security'> {
  const open = endpoints.every(({ auth }) => auth === 'none');
  return {
    summary: endpoints.map(({ summary }) => summary).join(', or: '),
    // An empty one says that it works without as well.
    security: open ? [] : [{ token: [] }, ...(endpoints.some(isOpen) ? [{}] : [])],
  };
}

/** All that an endpoint may answer instead, whichever way it is asked. */
export function reasonsOf(endpoints: AnyEndpoint[]): Reason[] {
  const reasons = endpoints.flatMap(
    ({
      auth,
      before_password_change = false,
      active_hours_only = false,
      limits = [],
      errors = [],
    }): Reason[] => [
      'FIELDS_INVALID',
      'APP_CHECK_REQUIRED',
      ...(auth === 'none' ? [] : TOKEN_REASONS),
      ...(auth === 'none' || auth === 'firebase' || before_password_change
        ? []
        : ['PASSWORD_CHANGE_REQUIRED' as const]),
      ...(auth === 'admin' ? ['ADMIN_ONLY' as const] : []),
      ...(active_hours_only ? ['OUTSIDE_ACTIVE_HOURS' as const] : []),
      ...(limits.length > 0 ? ['RATE_LIMITED' as const] : []),
      ...errors,
    ],
  );
  return [...new Set<Reason>([...reasons, 'TOO_BUSY', 'INTERNAL'])];
}

/** Whether a request without a token is served. */
export function isOpen({ auth }: AnyEndpoint): boolean {
  return auth === 'none';
}
