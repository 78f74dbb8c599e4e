import { fieldError } from '../../kernel/errors.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { Chat, DirectChat, Side } from './model.ts';
import { sideOf } from './receipt.ts';

/**
 * The chat, or the refusal.
 *
 * @throws ParleyError CHAT_NOT_FOUND, CHAT_NOT_MEMBER
 */
export function requireMember(chat: Chat | undefined, uid: string): Chat {
  if (chat === undefined) throw fieldError('CHAT_NOT_FOUND', 'chat_id');
  if (!chat.members.includes(uid)) throw fieldError('CHAT_NOT_MEMBER', 'chat_id');
  return chat;
}

/** Which side a member of a direct chat is. */
export function memberSide(chat: DirectChat, uid: string): Side {
  const side = sideOf(chat, uid);
  invariant(side !== undefined, 'a member who is neither of the two');
  return side;
}

/**
 * Whether members may act on what is in the chat now.
 *
 * @throws ParleyError CHAT_INACTIVE, USER_BLOCKED
 */
export function requireUnblocked(chat: Chat): void {
  if (!chat.active) throw fieldError('CHAT_INACTIVE', 'chat_id');
  if (chat.type === 'direct' && chat.blocked_by.length > 0) {
    throw fieldError('USER_BLOCKED', 'chat_id');
  }
}

/**
 * Whether a member may send to the chat now.
 *
 * @throws ParleyError CHAT_INACTIVE, USER_BLOCKED, POSTING_ADMINS_ONLY
 */
export function requireOpen(chat: Chat, uid: string): void {
  requireUnblocked(chat);
  if (chat.type === 'group' && chat.posting === 'admins' && !isGroupAdmin(chat.roles[uid])) {
    throw fieldError('POSTING_ADMINS_ONLY', 'chat_id');
  }
}

/** Whether a role carries an admin's rights; an owner's includes them. */
export function isGroupAdmin(role: string | undefined): boolean {
  return role === 'owner' || role === 'admin';
}
