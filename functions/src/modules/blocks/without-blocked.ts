import type { Reader } from '../../store/reader.ts';
import type { ExternalEvent } from '../events/model.ts';
import { haveBlocked } from './store.ts';

/**
 * Those of some users whom the caller may be shown: without those he has blocked, as his event document
 * says, and those who have blocked him. One read for each of the rest, in one round trip.
 */
export async function withoutBlocked(
  source: Reader,
  caller_uid: string,
  caller_event: ExternalEvent | undefined,
  uids: readonly string[],
): Promise<string[]> {
  const left = uids.filter((uid) => caller_event?.blocked_users?.[uid] !== true);
  const blockers = new Set(await haveBlocked(source, left, caller_uid));
  return left.filter((uid) => !blockers.has(uid));
}
