import { deterministicId } from '../../kernel/deterministic-id.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { KeyedHash } from '../../kernel/keyed-hash.ts';
import type { HeldUsername, UsernameClaim } from './model.ts';

/** For how long nobody else is given a name that somebody had: his friends know him by it. */
export const HELD_SECONDS = 30 * 86_400;

/** What is known of a username, read at one moment. */
export interface KnownUsername {
  claim: UsernameClaim | undefined;
  held: HeldUsername | undefined;
}

/** The id in `held-usernames`: nothing tells what a name was that somebody has left behind. */
export function heldUsernameId(hash: KeyedHash, username: string): string {
  return deterministicId(hash, 'held-username', username);
}

/** Whether a username is another's than this user's, or held after another had it. */
export function isTaken({ claim, held }: KnownUsername, uid: string, now: Instant): boolean {
  const lapsed = claim?.expires_at !== undefined && claim.expires_at.compare(now) <= 0;
  const claimed = claim !== undefined && claim.uid !== uid && !lapsed;
  const kept = held !== undefined && held.uid !== uid && held.expires_at.compare(now) > 0;
  return claimed || kept;
}
