import type { Context } from '../context/context.ts';
import type { Auth, Call, Endpoint, Requester } from '../context/endpoint.ts';
import { ParleyError } from '../kernel/errors.ts';
import { parseInput } from '../kernel/validate.ts';
import { authenticateFirebase } from '../modules/auth/authenticate-firebase.ts';
import { authenticate, type Credentials } from '../modules/auth/authenticate.ts';
import { requireAdmin } from '../modules/auth/require-admin.ts';
import { requireActiveHours } from '../modules/client-config/require-active-hours.ts';
import { enforceLimits } from '../modules/limits/enforce.ts';

/** A request, whatever it came in by. */
export interface Incoming {
  /** What is to be checked; asked for once it is known who calls, and throws what is wrong with it. */
  input: () => unknown;
  credentials: Credentials | undefined;
  requester: Requester;
  /** Whether App Check vouches for the app that calls; asked only where that is enforced. */
  app_verified: () => Promise<boolean>;
}

/**
 * Serves one request, the same for callable and REST: by which app, who calls, what he sends, how
 * often, and then the use case.
 *
 * @throws ParleyError whatever the caller is to be told
 */
export async function serve<I, O, A extends Auth>(
  ctx: Context,
  endpoint: Endpoint<I, O, A>,
  { input, credentials, requester, app_verified }: Incoming,
): Promise<O> {
  if (ctx.config.enforce_app_check && !(await app_verified())) {
    throw new ParleyError('APP_CHECK_REQUIRED');
  }
  const call = await callOf(ctx, endpoint, credentials, requester);
  const parsed = parseInput(endpoint.input, input());
  const counted = (endpoint.limits ?? []).flatMap(({ limit, key }) => {
    const value = key(parsed, call);
    return value === undefined ? [] : [{ limit, key: value }];
  });
  await enforceLimits(ctx, counted);
  return endpoint.handler(ctx, parsed, call);
}

/** The type pairs each kind of proof with what it says; the value cannot be followed that far. */
async function callOf<I, O, A extends Auth>(
  ctx: Context,
  endpoint: Endpoint<I, O, A>,
  credentials: Credentials | undefined,
  requester: Requester,
): Promise<Call<A>> {
  const proven = await proofOf(ctx, endpoint, credentials);
  return { requester, ...proven } as unknown as Call<A>;
}

async function proofOf<I, O, A extends Auth>(
  ctx: Context,
  { auth, before_password_change, active_hours_only }: Endpoint<I, O, A>,
  credentials: Credentials | undefined,
): Promise<object> {
  if (auth === 'none') return {};
  if (auth === 'firebase') return { firebase: await authenticateFirebase(ctx, credentials) };
  const authenticated = await authenticate(ctx, credentials);
  if (authenticated.must_change_password && before_password_change !== true) {
    throw new ParleyError('PASSWORD_CHANGE_REQUIRED');
  }
  if (auth === 'admin') await requireAdmin(ctx, authenticated);
  const { uid, sid, is_admin } = authenticated;
  if (active_hours_only === true && !is_admin) await requireActiveHours(ctx);
  return { caller: { uid, sid, is_admin } };
}
