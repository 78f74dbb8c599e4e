import type { Context } from '../../context/context.ts';
import { chunksOf } from '../../kernel/chunks.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Tx } from '../../store/transaction.ts';
import { listChatsOf, readChats } from '../chats/store.ts';
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
 * Costs 2 reads, and 1 for each of his chats. Each that changes costs 1 read and 1 write; 1 and 1 more
 * in a group, and in a direct chat that shows receipts again; and every 20 of them 1 and 1.
 */
export async function carryReceipts(ctx: Context, uid: string): Promise<void> {
  const is_off = (await readEvent(ctx.db, uid))?.receipts_off === true;
  let last: string | undefined;
  for (;;) {
    const page = await listChatsOf(ctx.db, uid, PAGE, last);
    const others = page.filter(({ chat }) => hasOff(chat.receipts_off_by, uid) !== is_off);
    for (const chunk of chunksOf(others, CHUNK)) {
      const chat_ids = chunk.map(({ chat_id }) => chat_id);
      await ctx.db.transact((tx) => carry(tx, uid, chat_ids, ctx.clock.now()));
    }
    if (page.length < PAGE) return;
    last = page.at(-1)?.chat_id;
  }
}

async function carry(tx: Tx, uid: string, chat_ids: string[], now: Instant): Promise<void> {
  const [event, known] = await Promise.all([readEvent(tx, uid), readChats(tx, chat_ids)]);
  const is_off = event?.receipts_off === true;
  const left = known.filter(
    ({ chat }) => chat.members.includes(uid) && hasOff(chat.receipts_off_by, uid) !== is_off,
  );
  if (left.length === 0) return;
  const made: Switch = { uid, is_off, read: event?.read ?? {}, now };
  // Reads first: each prepares, and answers what writes.
  const [writeDirect, writeGroups] = await Promise.all([
    carryToDirect(tx, made, left),
    carryToGroups(tx, made, left),
  ]);
  writeGroups();
  forgetRead(tx, uid, writeDirect(), now);
}
