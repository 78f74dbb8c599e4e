import type { Context } from '../../context/context.ts';
import { latest } from '../../kernel/instant.ts';
import type { Tx } from '../../store/transaction.ts';
import type { Chat, DirectChat } from '../chats/model.ts';
import { closeDirectChat, listChatsById, readChat } from '../chats/store.ts';
import { writeDeparture } from '../groups/depart.ts';
import { deleteTyping } from '../presence/store.ts';

const PAGE = 50;

/**
 * Has somebody leave his groups, each of which is told as of any departure, and closes his direct chats.
 * One transaction for each chat, as others write there.
 *
 * Costs 1 read for each chat; for a group 1 read, 3 writes and 2 deletes more, for a direct chat 1 read, 1
 * write and 1 delete.
 */
export async function leaveChats(
  ctx: Context,
  uid: string,
  after: string | null,
): Promise<string | null> {
  const page = await listChatsById(ctx.db, uid, PAGE, after ?? undefined);
  for (const { chat_id } of page.filter(({ chat }) => isLeft(chat, uid))) {
    await ctx.db.transact((tx) => leave(tx, ctx, chat_id, uid));
  }
  return page.length < PAGE ? null : (page.at(-1)?.chat_id ?? null);
}

function isLeft(chat: Chat, uid: string): boolean {
  return chat.type === 'group' || chat.active || chat.usernames[uid] !== undefined;
}

async function leave(tx: Tx, ctx: Context, chat_id: string, uid: string): Promise<void> {
  const chat = await readChat(tx, chat_id);
  if (chat?.members.includes(uid) !== true) return;
  deleteTyping(tx, chat_id, uid);
  if (chat.type === 'direct') return closeDirectChat(tx, chat_id, uid, closed(chat, uid, ctx));
  writeDeparture(tx, ctx, { chat_id, chat, uid, actor: { uid, has_read: undefined } });
}

function closed(chat: DirectChat, uid: string, ctx: Context): Partial<DirectChat> {
  const now = ctx.clock.now();
  const { last_message, last_change = null } = chat;
  const is_his = last_message?.from_user === uid;
  return {
    modified: now,
    // What is still on its way is to be looked at again before it is shown to anybody.
    last_change: latest(now, last_change),
    ...(is_his && { last_message: { ...last_message, text: null, deleted: true } }),
  };
}
