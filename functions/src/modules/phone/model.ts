import type { Instant } from '../../kernel/instant.ts';

/** How long a code is good for. */
export const CHALLENGE_SECONDS = 300;

/** How many codes may be tried on a challenge, right or wrong. */
export const MAX_TRIES = 5;

/** `phone-challenges/{challenge_id}`: a code on its way to a phone; for functions only. */
export interface PhoneChallenge {
  /** E.164 */
  phone: string;
  /** Keyed by the deployment and bound to this challenge; the code itself is nowhere. */
  code_hash: string;
  tries: number;
  /** `USED` once it has signed somebody in. */
  state: 'OPEN' | 'USED';
  created: Instant;
  /** TTL field. */
  expires_at: Instant;
}
