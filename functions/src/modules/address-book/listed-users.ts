import type { Context } from '../../context/context.ts';
import { ownWays, waitingFor, type Waiting } from '../awaited/waiting.ts';
import { readEntries } from '../directory/store.ts';
import { reachOf } from '../reach/store.ts';

/** Who is behind some numbers and addresses of an address book, whoever has blocked whom. */
export interface Listed {
  /** Who can be found by which of them. */
  uid_of: ReadonlyMap<string, string>;
  /** The uploader's own number and address. */
  own: readonly string[];
  /** Those of the users who wait for the uploader, and the entries that say so. */
  waiting: Waiting[];
}

/**
 * Looks for who can be found by each, without oneself, and for who of them has the uploader's own number or
 * address, if he can be found by it.
 *
 * Costs 1 read, 1 for each of the `reach_ids`, and up to 2 for each user who is found.
 */
export async function listedUsers(
  ctx: Context,
  uid: string,
  reach_ids: readonly string[],
): Promise<Listed> {
  const [[entry], reached] = await Promise.all([
    readEntries(ctx.db, [uid]),
    reachOf(ctx.db, reach_ids),
  ]);
  const own = ownWays(entry);
  const uid_of = new Map(
    reach_ids.flatMap((id, index): [string, string][] => {
      const found = reached[index]?.uid;
      return found === undefined || found === uid ? [] : [[id, found]];
    }),
  );
  const waiting = await waitingFor(ctx.db, ctx, usersOf({ uid_of }), own.open);
  return { uid_of, own: own.all, waiting };
}

/** Who was found, each once. */
export function usersOf({ uid_of }: Pick<Listed, 'uid_of'>): string[] {
  return [...new Set(uid_of.values())];
}

/** How many of the numbers and addresses are of those who may be shown, and by which nobody is found. */
export function outcomeOf(
  reach_ids: readonly string[],
  { uid_of, own }: Listed,
  shown: readonly string[],
): { matched: number; unknown: string[] } {
  const uids = new Set(shown);
  const matched = new Set(reach_ids.filter((id) => uids.has(uid_of.get(id) ?? '')));
  const unknown = reach_ids.filter((id) => !matched.has(id) && !own.includes(id));
  return { matched: matched.size, unknown };
}
