import { fieldError } from '../../kernel/errors.ts';
import type { DirectChat, Side } from './model.ts';
import { sideOf } from './receipt.ts';

/**
 * The chat and the caller's side of it, or the refusal.
 *
 * @throws ParleyError CHAT_NOT_FOUND, CHAT_NOT_MEMBER
 */
export function requireMember(
  chat: DirectChat | undefined,
  uid: string,
): { chat: DirectChat; side: Side } {
  const field = 'chat_id';
  if (chat === undefined) throw fieldError('CHAT_NOT_FOUND', field);
  const side = sideOf(chat, uid);
  if (side === undefined) throw fieldError('CHAT_NOT_MEMBER', field);
  return { chat, side };
}

/**
 * Whether a member may send to the chat now.
 *
 * @throws ParleyError CHAT_INACTIVE, USER_BLOCKED
 */
export function requireOpen(chat: DirectChat): void {
  if (!chat.active) throw fieldError('CHAT_INACTIVE', 'chat_id');
  if (chat.blocked_by.length > 0) throw fieldError('USER_BLOCKED', 'chat_id');
}
