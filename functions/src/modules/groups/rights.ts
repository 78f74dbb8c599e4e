import { fieldError, ParleyError } from '../../kernel/errors.ts';
import { isGroupAdmin, requireMember } from '../chats/membership.ts';
import type { Chat, GroupChat } from '../chats/model.ts';

/** What any change of a group can be refused for. */
export const GROUP_ERRORS = [
  'CHAT_NOT_FOUND',
  'CHAT_NOT_MEMBER',
  'CHAT_NOT_GROUP',
  'TOO_BUSY',
] as const;

/**
 * The group that the caller is a member of.
 *
 * @throws ParleyError CHAT_NOT_FOUND, CHAT_NOT_MEMBER, CHAT_NOT_GROUP
 */
export function requireGroup(chat: Chat | undefined, uid: string): GroupChat {
  const known = requireMember(chat, uid);
  if (known.type !== 'group') throw fieldError('CHAT_NOT_GROUP', 'chat_id');
  return known;
}

/**
 * The group that the caller is owner or admin of.
 *
 * @throws ParleyError those of {@link requireGroup}, GROUP_ADMINS_ONLY
 */
export function requireAdminOf(chat: Chat | undefined, uid: string): GroupChat {
  const group = requireGroup(chat, uid);
  if (!isGroupAdmin(group.roles[uid])) throw new ParleyError('GROUP_ADMINS_ONLY');
  return group;
}
