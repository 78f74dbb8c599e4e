import type { Context } from '../../context/context.ts';
import { ownWays, waitingFor, type Waiting } from '../awaited/waiting.ts';
import { withoutBlocked } from '../blocks/without-blocked.ts';
import { readEntries } from '../directory/store.ts';
import { readEvent } from '../events/store.ts';
import { reachOf } from '../reach/store.ts';

/** Who is behind some numbers and addresses of an address book. */
export interface Listed {
  /** Users who can be found by them, each once. */
  uids: string[];
  /** How many of the numbers and addresses are theirs. */
  matched: number;
  /** Those by which nobody is found. */
  unknown: string[];
  /** Those of the users who wait for the uploader, and the entries that say so. */
  waiting: Waiting[];
}

/**
 * Looks for who can be found by each, without oneself and those whom one of the two has blocked, and for who
 * of them has the uploader's own number or address, if he can be found by it.
 *
 * Costs 2 reads, 1 for each of the `reach_ids`, and up to 3 for each user who is found.
 *
 * @returns undefined where the uploader is gone or shut out
 */
export async function listedUsers(
  ctx: Context,
  uid: string,
  reach_ids: readonly string[],
): Promise<Listed | undefined> {
  const [event, [entry], reached] = await Promise.all([
    readEvent(ctx.db, uid),
    readEntries(ctx.db, [uid]),
    reachOf(ctx.db, reach_ids),
  ]);
  if (event === undefined || event.disabled === true) return undefined;
  const own = ownWays(entry);
  const uid_of = new Map(
    reach_ids.flatMap((id, index): [string, string][] => {
      const found = reached[index]?.uid;
      return found === undefined || found === uid ? [] : [[id, found]];
    }),
  );
  const uids = await withoutBlocked(ctx.db, uid, event, [...new Set(uid_of.values())]);
  const shown = new Set(uids);
  const matched = reach_ids.filter((id) => shown.has(uid_of.get(id) ?? ''));
  const known = new Set([...matched, ...own.all]);
  return {
    uids,
    matched: matched.length,
    unknown: reach_ids.filter((id) => !known.has(id)),
    waiting: await waitingFor(ctx.db, ctx, uids, own.open),
  };
}
