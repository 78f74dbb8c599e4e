import type { Context } from '../../context/context.ts';
import { fieldError, ParleyError } from '../../kernel/errors.ts';
import { REMOVED, type Tx } from '../../store/transaction.ts';
import { directChatId } from '../chats/chat-id.ts';
import type { DirectChat } from '../chats/model.ts';
import { readChat, updateChat } from '../chats/store.ts';
import { claimEvent, readEvent } from '../events/store.ts';
import { closeRequest } from '../friends/close-request.ts';
import { endedByBlock } from '../friends/decide.ts';
import { readBetween } from '../friends/store.ts';
import { readUser } from '../users/store.ts';
import { MAX_BLOCKED } from './model.ts';
import { deleteBlock, putBlock } from './store.ts';

/**
 * Has `uid` block `other`, or lift that; never what `other` did. May be repeated, and writes nothing
 * then. Answers whether anything changed.
 *
 * It always writes the event document that it has read, and opening a chat writes those of both: so of
 * a block and a chat that is opened at the same moment, one sees the other.
 *
 * A block ends what the two have asked each other: its own request is cancelled, the other's declined,
 * and what told of it is read. Friends stay friends.
 *
 * Costs 5 reads and 3 writes to block, 1 read and 2 writes more where a request waits, of which nobody has
 * read; 2 reads, 2 writes and 1 delete
 * to lift it; 1 write less where the two have no chat.
 *
 * @throws ParleyError USER_DISABLED, USER_IS_SELF, USER_NOT_FOUND, TOO_MANY_BLOCKED
 */
export function setBlocked(
  ctx: Context,
  uid: string,
  other: string,
  blocked: boolean,
  field: 'user_id' | 'username' = 'user_id',
): Promise<boolean> {
  if (uid === other) throw fieldError('USER_IS_SELF', field);
  const chat_id = directChatId(uid, other);
  return ctx.db.transact(async (tx) => {
    const [event, chat, profile, between] = await Promise.all([
      readEvent(tx, uid),
      readDirectChat(tx, chat_id, uid, other),
      blocked ? readUser(tx, other) : undefined,
      blocked ? readBetween(tx, uid, other) : undefined,
    ]);
    // His token may be good for a while where it is not known yet that he is shut out, or gone.
    if (event === undefined || event.disabled === true) throw new ParleyError('USER_DISABLED');
    const { blocked_users = {} } = event;
    const is_blocked = blocked_users[other] === true;
    if (is_blocked === blocked) return false;
    if (blocked && profile === undefined) throw fieldError('USER_NOT_FOUND', field);
    if (blocked && Object.keys(blocked_users).length >= MAX_BLOCKED) {
      throw new ParleyError('TOO_MANY_BLOCKED');
    }
    const now = ctx.clock.now();
    if (blocked) putBlock(tx, uid, other, { created: now });
    else deleteBlock(tx, uid, other);
    claimEvent(tx, uid, event, now, { blocked_users: { [other]: blocked ? true : REMOVED } });
    if (chat !== undefined) {
      const others = chat.blocked_by.filter((by) => by !== uid);
      updateChat(tx, chat_id, { blocked_by: blocked ? [...others, uid] : others, modified: now });
    }
    const ended = between === undefined ? [] : endedByBlock(between);
    for (const [request, state] of ended) await closeRequest(tx, request, state, now);
    return true;
  });
}

/** Ids of another pair may join to the same chat id. */
async function readDirectChat(
  tx: Tx,
  chat_id: string,
  uid: string,
  other: string,
): Promise<DirectChat | undefined> {
  const chat = await readChat(tx, chat_id);
  const is_theirs = chat?.members.includes(uid) === true && chat.members.includes(other);
  return is_theirs && chat.type === 'direct' ? chat : undefined;
}
