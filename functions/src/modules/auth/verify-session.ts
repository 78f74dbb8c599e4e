import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { ParleyError } from '../../kernel/errors.ts';
import { authenticate } from './authenticate.ts';

const output = z.object({
  valid: z.boolean(),
  claims: z
    .object({ sub: z.string(), sid: z.string(), exp: z.int(), admin: z.boolean() })
    .optional(),
  reason: z.enum(['TOKEN_EXPIRED', 'TOKEN_MALFORMED', 'TOKEN_REVOKED', 'USER_DISABLED']).optional(),
});

type Verdict = z.output<typeof output>;

/**
 * Says whether a token, ours or a Firebase ID token, is good, and if not, why. Answers 200 either way.
 * A token that was signed out or whose user was disabled is known for what it is within 30 s.
 *
 * Errors: FIELDS_INVALID, UPSTREAM_UNAVAILABLE for a Firebase ID token when Google's keys cannot be had.
 */
export const verifySession = endpoint({
  name: 'verifySession',
  summary: 'Say whether a token is good',
  auth: 'none',
  input: z.strictObject({ token: z.string().min(1, 'must not be empty').max(8192) }),
  output,
  errors: ['UPSTREAM_UNAVAILABLE'],
  handler: async (ctx, { token }): Promise<Verdict> => {
    try {
      const { uid, sid, is_admin, expires } = await authenticate(ctx, { token });
      return { valid: true, claims: { sub: uid, sid, exp: expires, admin: is_admin } };
    } catch (error) {
      if (!(error instanceof ParleyError)) throw error;
      if (error.reason === 'UPSTREAM_UNAVAILABLE') throw error;
      const reason = output.shape.reason.unwrap().safeParse(error.reason);
      return { valid: false, reason: reason.data ?? 'TOKEN_MALFORMED' };
    }
  },
});
