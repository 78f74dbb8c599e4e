import { ParleyError } from '../../kernel/errors.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { SessionsDocument } from './model.ts';

/** For so long after it was opened a session proves who has it, as a password would. */
const FRESH_SECONDS = 5 * 60;

/**
 * That somebody has signed in just now, for what a phone left lying about must not be enough for.
 *
 * @param known the user's sessions
 * @throws ParleyError REAUTHENTICATION_REQUIRED
 */
export function assertFresh(known: SessionsDocument | undefined, sid: string, now: Instant): void {
  const opened = known?.sessions[sid]?.created;
  const fresh = opened !== undefined && opened.plusSeconds(FRESH_SECONDS).compare(now) > 0;
  if (!fresh) throw new ParleyError('REAUTHENTICATION_REQUIRED');
}
