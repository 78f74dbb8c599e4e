import type { Context } from '../../context/context.ts';
import { chunksOf } from '../../kernel/chunks.ts';
import { pagesOf } from '../../kernel/pages.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Tx } from '../../store/transaction.ts';
import { listChatsById, type KnownChat } from '../chats/store.ts';
import { forgetRead, readEvent } from '../events/store.ts';
import { carryToDirect, carryToGroups, type Switch } from './carry-to.ts';
import { hasOff } from './switch-receipts.ts';

const PAGE = 300;

/** Chats that change in one transaction. */
const CHUNK = 20;

/**
 * Brings the user's setting of read receipts to those of his chats that do not have it yet. It may be
 * run again at any time, and at once with itself: each transaction reads the setting where it is
 * mirrored, and writes that document, so what was set last is what stands.
 *
 * Costs 2 reads, and 1 for each of his chats. A direct chat that changes costs 1 read and 1 write, and
 * where it shows receipts again 1 and 1 more; a group always 1 read, and 1 write if it changes; and
 * every 20 of these 1 and 1.
 */
export async function carryReceipts(ctx: Context, uid: string): Promise<void> {
  const is_off = (await readEvent(ctx.db, uid))?.receipts_off === true;
  const chats = pagesOf<KnownChat>(
    (size, after) => listChatsById(ctx.db, uid, size, after?.chat_id),
    PAGE,
  );
  for await (const page of chats) {
    // Whether a group has it is in the member document.
    const left = page.filter(
      ({ chat }) => chat.type === 'group' || hasOff(chat.receipts_off_by, uid) !== is_off,
    );
    for (const chunk of chunksOf(left, CHUNK)) {
      await ctx.db.transact((tx) => carry(tx, uid, chunk, ctx.clock.now()));
    }
  }
}

async function carry(
  tx: Tx,
  uid: string,
  chats: readonly KnownChat[],
  now: Instant,
): Promise<void> {
  const event = await readEvent(tx, uid);
  const made: Switch = {
    uid,
    is_off: event?.receipts_off === true,
    read: event?.read ?? {},
    now,
  };
  const ids = (type: 'direct' | 'group') =>
    chats.filter(({ chat }) => chat.type === type).map(({ chat_id }) => chat_id);
  // Reads first: each prepares its writes, if there are any.
  const [direct, groups] = await Promise.all([
    carryToDirect(tx, made, ids('direct')),
    carryToGroups(tx, made, ids('group')),
  ]);
  if (direct === undefined && groups === undefined) return;
  groups?.();
  forgetRead(tx, uid, event, direct?.() ?? [], now);
}
