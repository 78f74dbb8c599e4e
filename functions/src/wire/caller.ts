import type { CallableRequest } from 'firebase-functions/v2/https';

import type { Clock } from '../kernel/clock.ts';
import type { Caller } from '../kernel/endpoint.ts';
import { ParleyError } from '../kernel/errors.ts';

/**
 * Who calls, by the ID token that the platform has verified. Expiry is checked here again because
 * the functions emulator decodes tokens without checking it. A token without our `sid` claim was not
 * made by a sign-in of ours and is refused, as the rules refuse it.
 *
 * @throws ParleyError SESSION_REQUIRED, TOKEN_EXPIRED
 */
export function callerOf({ auth }: Pick<CallableRequest, 'auth'>, clock: Clock): Caller {
  if (auth === undefined || typeof auth.uid !== 'string') throw new ParleyError('SESSION_REQUIRED');
  const { exp } = auth.token;
  if (typeof exp !== 'number' || exp <= clock.now().seconds) throw new ParleyError('TOKEN_EXPIRED');
  const sid: unknown = auth.token['sid'];
  if (typeof sid !== 'string' || sid === '') throw new ParleyError('SESSION_REQUIRED');
  return { uid: auth.uid, sid, is_admin: auth.token['admin'] === true };
}
