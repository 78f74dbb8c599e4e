import type { Context } from '../../context/context.ts';
import { deterministicId } from '../../kernel/deterministic-id.ts';
import { withoutBlocked } from '../blocks/without-blocked.ts';
import type { DirectoryEntry } from '../directory/model.ts';
import { readEntries } from '../directory/store.ts';
import { readEvent } from '../events/store.ts';
import { reachOf } from '../reach/store.ts';
import { readAwaited } from './store.ts';

/** Who is behind some numbers and addresses of an address book. */
export interface Listed {
  /** Users who can be found by them, each once. */
  uids: string[];
  /** How many of the numbers and addresses are theirs. */
  matched: number;
  /** Those by which nobody is found. */
  unknown: string[];
  /** Those of the users who wait for the uploader, and the entries that say so. */
  waiting: { uid: string; awaited_ids: string[] }[];
}

/** The id in `awaited` of what stands in a user's address book. */
export function awaitedId(ctx: Context, uid: string, reach_id: string): string {
  return deterministicId(ctx.hash, 'awaited', uid, reach_id);
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
    waiting: await waitingFor(ctx, uids, own.open),
  };
}

/** Those who have one of these in their address book. */
async function waitingFor(ctx: Context, uids: readonly string[], own: readonly string[]) {
  const pairs = uids.flatMap((uid) => own.map((id) => ({ uid, id: awaitedId(ctx, uid, id) })));
  const found = await readAwaited(
    ctx.db,
    pairs.map(({ id }) => id),
  );
  const now = ctx.clock.now();
  const waiting = pairs.filter((_, index) => (found[index]?.expires_at.compare(now) ?? 0) > 0);
  return [...Map.groupBy(waiting, ({ uid }) => uid)].map(([uid, all]) => ({
    uid,
    awaited_ids: all.map(({ id }) => id),
  }));
}

/** What stands for a user's own number and address, and those by which he can be found. */
function ownWays(entry: DirectoryEntry | undefined): { all: string[]; open: string[] } {
  if (entry === undefined) return { all: [], open: [] };
  const { reach, is_active, discoverable } = entry;
  const ways = (['email', 'phone'] as const).flatMap((kind) => {
    const id = reach[kind];
    return id === null ? [] : [{ id, is_open: is_active && discoverable[kind] }];
  });
  return {
    all: ways.map(({ id }) => id),
    open: ways.filter(({ is_open }) => is_open).map(({ id }) => id),
  };
}
