import type { IncomingHttpHeaders } from 'node:http';

import type { Requester } from '../context/endpoint.ts';
import { networkOf } from '../kernel/network.ts';

/** The part of a request that says where it comes from. */
export interface RawRequest {
  headers?: IncomingHttpHeaders;
  socket?: { remoteAddress?: string };
}

/**
 * Where a request comes from. Google's front end appends the address it was called from to
 * `X-Forwarded-For`; whatever stands before that came from the client and may be made up. So only the
 * last entry counts (https://docs.cloud.google.com/run/docs/reference/request-headers), and of an IPv6
 * address its network.
 */
export function requesterOf({ headers = {}, socket }: RawRequest): Requester {
  const forwarded = [headers['x-forwarded-for']].flat().join(',');
  const last = forwarded.split(',').at(-1)?.trim();
  return {
    ip: networkOf(last || socket?.remoteAddress || 'unknown'),
    user_agent: headers['user-agent'] ?? null,
  };
}
