import { timingSafeEqual } from 'node:crypto';

import type { Instant } from '../../kernel/instant.ts';
import { MAX_TRIES, type PhoneChallenge } from './model.ts';

/** What trying a code on a challenge comes to. */
export type Judgement =
  | { outcome: 'right'; phone: string; change: Pick<PhoneChallenge, 'tries' | 'state'> }
  | { outcome: 'wrong'; change: Pick<PhoneChallenge, 'tries' | 'state'> }
  /** Unknown, expired, used or out of tries: the code was not looked at. */
  | { outcome: 'closed' };

/**
 * Judges a try. Every code that is compared counts, so its judgement must not be told before the
 * change is written. The comparison takes the same time however much of the hash agrees.
 *
 * @param presented the hash of the code that was typed in
 */
export function judge(
  challenge: PhoneChallenge | undefined,
  presented: string,
  now: Instant,
): Judgement {
  if (challenge === undefined || challenge.expires_at.compare(now) <= 0) {
    return { outcome: 'closed' };
  }
  if (challenge.state === 'USED' || challenge.tries >= MAX_TRIES) return { outcome: 'closed' };
  const tries = challenge.tries + 1;
  const [given, expected] = [Buffer.from(presented), Buffer.from(challenge.code_hash)];
  if (given.length === expected.length && timingSafeEqual(given, expected)) {
    return { outcome: 'right', phone: challenge.phone, change: { tries, state: 'USED' } };
  }
  return { outcome: 'wrong', change: { tries, state: 'OPEN' } };
}
