import type { Instant } from '../../kernel/instant.ts';
import type { SessionEntry } from './model.ts';

/**
 * For how long the token before the present one still answers, in seconds: a client that lost the
 * answer, or a second tab, is no thief (RFC 9700 section 4.14.2 asks for reuse detection; the grace is
 * the usual concession to lost answers).
 */
const GRACE_SECONDS = 30;

/** What presenting a refresh token comes to. */
export type Rotation =
  | { outcome: 'rotated'; entry: SessionEntry }
  /** The same successor as before. */
  | { outcome: 'repeated'; entry: SessionEntry }
  /** A token that was used up: somebody has a copy. The whole session ends. */
  | { outcome: 'reused' }
  | { outcome: 'ended' };

/**
 * Decides a refresh.
 *
 * @param presented hash of the token's secret
 * @param successor hash of the secret that follows it
 */
export function rotate(
  entry: SessionEntry | undefined,
  presented: string,
  successor: string,
  now: Instant,
  lifetime_seconds: number,
): Rotation {
  if (entry === undefined || entry.expires_at.compare(now) <= 0) return { outcome: 'ended' };
  if (presented === entry.current) {
    const expires_at = now.plusSeconds(lifetime_seconds);
    return {
      outcome: 'rotated',
      entry: {
        ...entry,
        current: successor,
        previous: presented,
        rotated: now,
        last_used: now,
        expires_at,
      },
    };
  }
  const within = now.compare(entry.rotated.plusSeconds(GRACE_SECONDS)) <= 0;
  if (presented === entry.previous && within) return { outcome: 'repeated', entry };
  return { outcome: 'reused' };
}
