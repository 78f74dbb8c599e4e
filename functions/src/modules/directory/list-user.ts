import { isDeepStrictEqual } from 'node:util';

import type { Context } from '../../context/context.ts';
import type { Tx } from '../../store/transaction.ts';
import type { Reach, ReachKind } from '../reach/model.ts';
import { reachId } from '../reach/reach-id.ts';
import { deleteReach, putReach, reachOf } from '../reach/store.ts';
import {
  DISCOVERABLE,
  type DirectoryEntry,
  type Discoverable,
  type PublicProfile,
} from './model.ts';
import { createEntry, deleteEntry, readEntry, updateEntry } from './store.ts';
import { termsOf } from './terms.ts';

const KINDS: readonly ReachKind[] = ['email', 'phone'];

/** The exact ways to somebody; an address is none before it is proven. */
export interface Ways {
  email: string | null;
  /** E.164 */
  phone: string | null;
}

/** What changes of how somebody is found, and of what is shown of him then. */
export interface ListingChange {
  profile?: Partial<PublicProfile>;
  is_active?: boolean;
  discoverable?: Discoverable;
  ways?: Partial<Ways>;
}

/** Has a new user be found. One write, and one for each way to him. */
export function listUser(
  tx: Tx,
  ctx: Context,
  uid: string,
  profile: PublicProfile,
  ways: Ways,
): void {
  const { username, display_name, first_name, last_name, photo_url, about } = profile;
  const shown = { username, display_name, first_name, last_name, photo_url, about };
  const entry: DirectoryEntry = {
    ...shown,
    terms: termsOf(shown),
    is_active: true,
    discoverable: DISCOVERABLE,
    visible: true,
    reach: idsOf(ctx, ways),
  };
  createEntry(tx, uid, entry);
  for (const { id, reach } of reachesOf(uid, entry)) putReach(tx, id, reach);
}

/**
 * Changes how a user is found, in the transaction that changes what that follows from. Nothing happens to
 * whoever has no entry; answers whether he has one.
 *
 * Costs 1 read, and 1 write where anything changes, 1 write for each exact way that opens, and 1 read and 1 delete for each that
 * closes.
 */
export async function relistUser(
  tx: Tx,
  ctx: Context,
  uid: string,
  change: ListingChange,
): Promise<boolean> {
  const before = await readEntry(tx, uid);
  if (before === undefined) return false;
  const after = changedEntry(ctx, before, change);
  const open = new Map(reachesOf(uid, after).map(({ id, reach }) => [id, reach]));
  const was_open = reachesOf(uid, before).map(({ id }) => id);
  await close(
    tx,
    uid,
    was_open.filter((id) => !open.has(id)),
  );
  for (const [id, reach] of open) if (!was_open.includes(id)) putReach(tx, id, reach);
  if (!isDeepStrictEqual(after, before)) updateEntry(tx, uid, after);
  return true;
}

/**
 * Has a user be found no more, for good; may be repeated. Costs 1 read and 1 delete, and 1 and 1 for each
 * exact way that was open.
 */
export async function unlistUser(tx: Tx, uid: string): Promise<void> {
  const entry = await readEntry(tx, uid);
  if (entry === undefined) return;
  await close(
    tx,
    uid,
    reachesOf(uid, entry).map(({ id }) => id),
  );
  deleteEntry(tx, uid);
}

function changedEntry(
  ctx: Context,
  before: DirectoryEntry,
  { profile = {}, ways = {}, ...change }: ListingChange,
): DirectoryEntry {
  const changed = { ...before, ...profile, ...change };
  const { is_active, discoverable } = changed;
  return {
    ...changed,
    terms: termsOf(changed),
    visible: is_active && discoverable.search,
    reach: { ...before.reach, ...idsOf(ctx, ways) },
  };
}

function idsOf<W extends Partial<Ways>>(ctx: Context, { email, phone }: W) {
  return {
    ...(email !== undefined && { email: email && reachId(ctx.hash, { email }) }),
    ...(phone !== undefined && { phone: phone && reachId(ctx.hash, { phone }) }),
  } as { [K in keyof W]: string | null };
}

/** The exact ways that are open. */
function reachesOf(
  uid: string,
  { is_active, discoverable, reach }: DirectoryEntry,
): { id: string; reach: Reach }[] {
  return KINDS.flatMap((kind) => {
    const id = reach[kind];
    return id !== null && is_active && discoverable[kind] ? [{ id, reach: { uid, kind } }] : [];
  });
}

/** The number may have passed to somebody else, who is found by it from then on. */
async function close(tx: Tx, uid: string, ids: readonly string[]): Promise<void> {
  const known = await reachOf(tx, ids);
  for (const [index, id] of ids.entries()) if (known[index]?.uid === uid) deleteReach(tx, id);
}
