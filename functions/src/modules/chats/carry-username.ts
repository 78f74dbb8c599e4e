import type { Context } from '../../context/context.ts';
import { chunksOf } from '../../kernel/chunks.ts';
import { pagesOf } from '../../kernel/pages.ts';
import type { Tx } from '../../store/transaction.ts';
import { readUser } from '../users/store.ts';
import { listChatsById, readChats, updateChat, type KnownChat } from './store.ts';

const PAGE = 300;

/** Chats that change in one transaction. */
const CHUNK = 20;

/**
 * Writes the user's present username to those of his chats that show another. It may be run again at any
 * time, and at once with itself: each transaction reads the name, and holds only as long as that stands, so
 * the last name is what all his chats show.
 *
 * Costs 1 read for each of his chats, and again 1 read and 1 write for each that changes; 1 read more for
 * each 300 and each 20 of these.
 */
export async function carryUsername(ctx: Context, uid: string): Promise<void> {
  const chats = pagesOf<Seen>((size, after) => seenChats(ctx, uid, size, after), PAGE);
  for await (const page of chats) {
    const left = page.filter(({ shows_another }) => shows_another);
    for (const chunk of chunksOf(left, CHUNK)) {
      const chat_ids = chunk.map(({ chat_id }) => chat_id);
      await ctx.db.transact((tx) => carry(tx, ctx, uid, chat_ids));
    }
  }
}

/** A chat of his, and whether it shows another name than the one that he had just before. */
interface Seen {
  chat_id: string;
  shows_another: boolean;
}

/** The name before each page, so that a page is compared with the latest. */
async function seenChats(
  ctx: Context,
  uid: string,
  size: number,
  after: Seen | undefined,
): Promise<Seen[]> {
  const profile = await readUser(ctx.db, uid);
  if (profile === undefined) return [];
  const shows_another = showsAnother(uid, profile.username);
  const page = await listChatsById(ctx.db, uid, size, after?.chat_id);
  return page.map((known) => ({
    chat_id: known.chat_id,
    shows_another: shows_another(known),
  }));
}

async function carry(
  tx: Tx,
  ctx: Context,
  uid: string,
  chat_ids: readonly string[],
): Promise<void> {
  // The name first: a chat that was changed after it has another's word on the name, or the same.
  const profile = await readUser(tx, uid);
  if (profile === undefined) return;
  const { username } = profile;
  const left = (await readChats(tx, chat_ids)).filter(showsAnother(uid, username));
  const modified = ctx.clock.now();
  for (const { chat_id } of left) {
    updateChat(tx, chat_id, { usernames: { [uid]: username }, modified });
  }
}

/**
 * Not where he is no member any more, or has deleted his account, and no name is shown of him: none is to
 * come back there.
 */
function showsAnother(uid: string, username: string): (known: KnownChat) => boolean {
  return ({ chat: { members, usernames } }) =>
    members.includes(uid) && usernames[uid] !== undefined && usernames[uid] !== username;
}
