import type { Context } from '../context/context.ts';
import type { Auth, Call, Endpoint, Requester } from '../context/endpoint.ts';
import { ParleyError } from '../kernel/errors.ts';
import { parseInput } from '../kernel/validate.ts';
import { authenticate, type Credentials } from '../modules/auth/authenticate.ts';
import { enforceLimits } from '../modules/limits/enforce.ts';

/** A request, whatever it came in by. */
export interface Incoming {
  input: unknown;
  credentials: Credentials | undefined;
  requester: Requester;
}

/**
 * Serves one request, the same for callable and REST: who calls, what he sends, how often, and then
 * the use case.
 *
 * @throws ParleyError whatever the caller is to be told
 */
export async function serve<I, O, A extends Auth>(
  ctx: Context,
  endpoint: Endpoint<I, O, A>,
  { input, credentials, requester }: Incoming,
): Promise<O> {
  const call = await callOf<A>(ctx, endpoint.auth, credentials, requester);
  const parsed = parseInput(endpoint.input, input);
  const counted = (endpoint.limits ?? []).flatMap(({ limit, key }) => {
    const value = key(parsed, call);
    return value === undefined ? [] : [{ limit, key: value }];
  });
  await enforceLimits(ctx, counted);
  return endpoint.handler(ctx, parsed, call);
}

async function callOf<A extends Auth>(
  ctx: Context,
  auth: A,
  credentials: Credentials | undefined,
  requester: Requester,
): Promise<Call<A>> {
  if (auth === 'none') return { requester } as Call<A>;
  const { uid, sid, is_admin } = await authenticate(ctx, credentials);
  if (auth === 'admin' && !is_admin) throw new ParleyError('ADMIN_ONLY');
  return { requester, caller: { uid, sid, is_admin } } as Call<A>;
}
