import type { Context } from '../../context/context.ts';
import { reachId } from '../reach/reach-id.ts';
import { reachOf } from '../reach/store.ts';
import type { DirectoryEntry } from './model.ts';
import { listByPrefix, listByTerm, readEntry, readEntryOfName, type Listed } from './store.ts';
import { infixTerm, wordTerm } from './terms.ts';
import { belongsTo, isAsked, rarestWord, TIERS, type Tier, type Wanted } from './wanted.ts';

/** Of each tier, so many queries at most in one go: then the page is as long as it is. */
const MAX_QUERIES = 2;

/** Where only one of several words can be asked for, and the others thin out what is found. */
const WIDE = 50;

/** Where a search goes on: behind the username, in the tier. */
export interface SearchPosition {
  tier: Tier;
  after: string | null;
}

/** What is looked for, and who may be shown. */
export interface Search {
  wanted: Wanted;
  limit: number;
  from?: SearchPosition | undefined;
  /** Also those who are hidden or shut out. */
  hidden?: boolean;
  /** Those of some uids whom the caller may be shown. */
  shown: (uids: string[]) => Promise<string[]>;
}

/**
 * Finds users, the best first: exact, then by how the username begins, by words of the names, within the
 * username; in each by username. A page may be shorter than asked for although there is more.
 *
 * Costs for each tier that is asked for 1 read for each user found, at least 1, and what `shown` costs. Never
 * more than twice the limit in a tier; with several words at most 100 in theirs.
 */
export async function findListed(
  ctx: Context,
  { wanted, limit, from, hidden = false, shown }: Search,
): Promise<{ users: Listed[]; next: SearchPosition | null }> {
  const users: Listed[] = [];
  const first = from === undefined ? 0 : TIERS.indexOf(from.tier);
  const tiers = TIERS.slice(first).filter((tier) => isAsked(tier, wanted));
  for (const tier of tiers) {
    let after = tier === from?.tier ? from.after : null;
    for (let query = 1; ; query += 1) {
      if (users.length === limit || query > MAX_QUERIES) return { users, next: { tier, after } };
      const size = sizeOf(tier, wanted, limit - users.length);
      const found = await list(ctx, tier, wanted, { after, hidden, limit: size });
      const fitting = found.filter(({ entry }) => belongs(tier, wanted, entry));
      const allowed = new Set(await shown(fitting.map(({ uid }) => uid)));
      const rest = fitting.filter(({ uid }) => allowed.has(uid));
      const taken = rest.slice(0, limit - users.length);
      users.push(...taken);
      const is_all = taken.length === rest.length;
      if (is_all && found.length < size) break;
      after = (is_all ? found : taken).at(-1)?.entry.username ?? after;
    }
  }
  return { users, next: null };
}

/** Who was found by an exact address or number has it, whatever he is called. */
function belongs(tier: Tier, wanted: Wanted, entry: DirectoryEntry): boolean {
  return wanted.way !== undefined || belongsTo(tier, wanted, entry);
}

function sizeOf(tier: Tier, { words }: Wanted, left: number): number {
  if (tier === 'exact') return Number.POSITIVE_INFINITY;
  return tier === 'word' && words.length > 1 ? Math.max(left, WIDE) : left;
}

interface Range {
  after: string | null;
  hidden: boolean;
  limit: number;
}

function list(ctx: Context, tier: Tier, wanted: Wanted, range: Range): Promise<Listed[]> {
  switch (tier) {
    case 'exact':
      return exactly(ctx, wanted, range.hidden);
    case 'prefix':
      return listByPrefix(ctx.db, wanted.username, range);
    case 'word':
      return listByTerm(ctx.db, wordTerm(rarestWord(wanted)), range);
    case 'infix':
      return listByTerm(ctx.db, infixTerm(wanted.username), range);
  }
}

async function exactly(
  ctx: Context,
  { way, username }: Wanted,
  hidden: boolean,
): Promise<Listed[]> {
  if (way === undefined) return readEntryOfName(ctx.db, username, hidden);
  const [reach] = await reachOf(ctx.db, [reachId(ctx.hash, way)]);
  const entry = reach && (await readEntry(ctx.db, reach.uid));
  return reach === undefined || entry === undefined ? [] : [{ uid: reach.uid, entry }];
}
