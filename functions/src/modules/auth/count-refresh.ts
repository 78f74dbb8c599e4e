import { LIMITS } from '../../config/limits.ts';
import { rateLimited } from '../../kernel/errors.ts';
import type { Instant } from '../../kernel/instant.ts';
import { countOne } from '../limits/window.ts';
import type { SessionEntry } from './model.ts';

/**
 * Counts one more refresh of a session; the entry is to be written. Its count lies in the entry, so
 * that the limit costs no operation of its own.
 *
 * @throws ParleyError RATE_LIMITED; the token that was presented stays good
 */
export function countRefresh(entry: SessionEntry, now: Instant): SessionEntry {
  const { refreshes } = entry;
  const window = refreshes && { ...refreshes, expires_at: now };
  const decision = countOne(LIMITS.refresh_by_session, window, now);
  if (!decision.allowed) throw rateLimited(decision.retry_after_seconds);
  const { start, count, previous } = decision.window;
  return { ...entry, refreshes: { start, count, previous } };
}
