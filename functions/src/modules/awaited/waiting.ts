import type { Context } from '../../context/context.ts';
import { deterministicId } from '../../kernel/deterministic-id.ts';
import type { Reader } from '../../store/reader.ts';
import type { DirectoryEntry } from '../directory/model.ts';
import { readEntry } from '../directory/store.ts';
import { readAwaited } from './store.ts';

/** The id in `awaited` of what stands in a user's address book. */
export function awaitedId(ctx: Context, uid: string, reach_id: string): string {
  return deterministicId(ctx.hash, 'awaited', uid, reach_id);
}

/** What stands for a user's own number and address, and those by which he can be found. */
export function ownWays(entry: DirectoryEntry | undefined): { all: string[]; open: string[] } {
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

/** Somebody who waits, and the entries that say so. */
export interface Waiting {
  uid: string;
  awaited_ids: string[];
}

/** Those of the users who have one of these in their address book. One read for each user and each way. */
export async function waitingFor(
  source: Reader,
  ctx: Context,
  uids: readonly string[],
  ways: readonly string[],
): Promise<Waiting[]> {
  const pairs = uids.flatMap((uid) => ways.map((id) => ({ uid, id: awaitedId(ctx, uid, id) })));
  const found = await readAwaited(
    source,
    pairs.map(({ id }) => id),
  );
  const now = ctx.clock.now();
  const waiting = pairs.filter((_, index) => (found[index]?.expires_at.compare(now) ?? 0) > 0);
  return [...Map.groupBy(waiting, ({ uid }) => uid)].map(([uid, all]) => ({
    uid,
    awaited_ids: all.map(({ id }) => id),
  }));
}

/**
 * The entries that say that one user waits for another, who can be found; none where he does not.
 *
 * Costs 1 read, and 1 for the other's number and his proven address each.
 */
export async function awaitedBy(
  source: Reader,
  ctx: Context,
  uid: string,
  other: string,
): Promise<string[]> {
  const { open } = ownWays(await readEntry(source, other));
  const [waiting] = await waitingFor(source, ctx, [uid], open);
  return waiting?.awaited_ids ?? [];
}
