import type { Context } from '../../context/context.ts';
import { chunksOf } from '../../kernel/chunks.ts';
import { REMOVED, type Tx } from '../../store/transaction.ts';
import { brakeInviting } from '../chats/brake-opening.ts';
import type { Adding } from '../chats/model.ts';
import { readChat, updateChat } from '../chats/store.ts';
import { readInGroup } from '../events/model.ts';
import { readEvents } from '../events/store.ts';
import type { UserProfile } from '../users/model.ts';
import { strangersAmong } from '../friends/strangers.ts';
import { readUsers } from '../users/store.ts';
import { admit, type Candidate } from './admit.ts';
import type { Addition } from './fields.ts';
import { rolesAndNames, writeNewcomers } from './join.ts';
import { requireAdminOf } from './rights.ts';
import { joinedAt, tell } from './tell.ts';

/** How many join in one transaction. */
export const JOIN_AT_ONCE = 100;

/** One call's order to add members. */
export interface Order {
  chat_id: string;
  /** Who adds. */
  actor: string;
  user_ids: readonly string[];
  /** How far the call has come before, where it adds in several transactions. */
  progress?: Adding;
  /** The transaction that made the group has counted all of them, and told of them. */
  is_new?: true;
}

/** A part of an order, done in one transaction. */
interface Step extends Required<Pick<Order, 'chat_id' | 'actor' | 'user_ids' | 'progress'>> {
  /** Who else is counted with them against the limit of a new account. */
  counted: readonly string[];
  is_counted: boolean;
  is_told: boolean;
}

/**
 * Adds members, some at a time, each time with the right of the actor as it stands then. Those who are
 * in already are skipped, so a call that died halfway is finished by the same call again. While it runs
 * over several transactions, `adding` of the chat tells how far it is.
 *
 * Costs, for each 100: 3 reads (chat, the actor's profile and event document) and 2 for each user, up to
 * 4 writes and 2 for each user who joins; as much again, but for the profiles, when it met another change. Where REQUIRE_FRIENDSHIP is
 * on, 2 reads more for each user, and who is no friend of the actor is skipped.
 *
 * A new account is held to its limit for all of them with the first ones: it adds all or nobody.
 *
 * @throws ParleyError RATE_LIMITED where a new account has brought many into chats; nobody is in then
 */
export async function addInChunks(ctx: Context, order: Order): Promise<Addition> {
  const { chat_id, actor, user_ids, is_new = false } = order;
  const { progress = { total: user_ids.length, done: 0 } } = order;
  const all: Addition = { added: [], skipped: [] };
  let { done } = progress;
  for (const [index, chunk] of chunksOf(user_ids, JOIN_AT_ONCE).entries()) {
    done += chunk.length;
    // Whether somebody is disabled just now can be a moment old; that he exists, and what he is called, is
    // guarded by his event document, which is written.
    const profiles = await readUsers(ctx.db, [actor, ...chunk]);
    const step: Step = {
      chat_id,
      actor,
      user_ids: chunk,
      progress: { total: progress.total, done },
      counted: user_ids.slice(JOIN_AT_ONCE),
      is_counted: is_new || index > 0,
      is_told: !is_new,
    };
    const { added, skipped } = await ctx.db.transact((tx) => addChunk(tx, ctx, step, profiles));
    all.added.push(...added);
    all.skipped.push(...skipped);
  }
  return all;
}

async function addChunk(
  tx: Tx,
  ctx: Context,
  { chat_id, actor, user_ids, progress, counted, is_counted, is_told }: Step,
  [maker, ...profiles]: (UserProfile | undefined)[],
): Promise<Addition> {
  const [known, [own, ...events], strangers] = await Promise.all([
    readChat(tx, chat_id),
    readEvents(tx, [actor, ...user_ids]),
    ctx.config.require_friendship ? strangersAmong(tx, actor, user_ids) : undefined,
  ]);
  const chat = requireAdminOf(known, actor);
  const candidates = await withPresentNames(
    tx,
    user_ids.map((uid, index): Candidate => ({
      uid,
      profile: profiles[index],
      event: events[index],
      is_stranger: strangers?.has(uid) === true,
    })),
  );
  const { newcomers, skipped } = admit({ uid: actor, event: own }, chat.members, candidates);
  const isLast = progress.done >= progress.total;
  const adding = { [actor]: isLast ? REMOVED : progress };
  const showsProgress = !isLast || chat.adding?.[actor] !== undefined;
  if (newcomers.length === 0) {
    if (showsProgress) updateChat(tx, chat_id, { adding });
    return { added: [], skipped };
  }
  const now = ctx.clock.now();
  const others = counted.filter((uid) => !chat.members.includes(uid));
  const brake = brakeInviting(
    is_counted ? 0 : newcomers.length + others.length,
    maker?.created ?? now,
    own?.new_chats_until,
    ctx.config.new_chat_limit,
    now,
  );
  const added = newcomers.map(({ uid }) => uid);
  const { roles, usernames } = rolesAndNames(newcomers, 'member');
  const telling = tell(
    ctx,
    chat_id,
    chat,
    { uid: actor, has_read: readInGroup(own, chat_id) },
    is_told ? [{ event: 'MEMBERS_ADDED', user_ids: added }] : [],
    now,
  );
  const last_joining = { joined: joinedAt(chat, now), joined_number: chat.total_messages_count };
  // The chat first: of several conflicts, its own is the one to be told.
  updateChat(tx, chat_id, {
    members: [...chat.members, ...added],
    roles,
    usernames,
    last_joining,
    ...(showsProgress && { adding }),
    ...telling.fields,
  });
  writeNewcomers(tx, chat_id, newcomers, { ...last_joining, total: telling.total }, now);
  telling.write(tx, brake);
  return { added, skipped };
}

/** Those whose profile was read before they changed their username are read again. */
async function withPresentNames(tx: Tx, candidates: Candidate[]): Promise<Candidate[]> {
  const stale = candidates.filter(
    ({ profile, event }) =>
      profile !== undefined && (event?.renamed?.compare(profile.modified) ?? 0) > 0,
  );
  if (stale.length === 0) return candidates;
  const uids = stale.map(({ uid }) => uid);
  const read = await readUsers(tx, uids);
  const profile_of = new Map(uids.map((uid, index) => [uid, read[index]]));
  return candidates.map((each) =>
    profile_of.has(each.uid) ? { ...each, profile: profile_of.get(each.uid) } : each,
  );
}
