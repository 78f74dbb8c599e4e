import { fieldError } from '../../kernel/errors.ts';
import type { Reader } from '../../store/reader.ts';
import type { ExternalEvent } from '../events/model.ts';
import { readEvent } from '../events/store.ts';
import { requireMember } from './membership.ts';
import { readChat } from './store.ts';

/**
 * The event document of a member of a chat, for what it notes of the chat. Leaving a group writes it too,
 * so whoever writes it in the same transaction leaves nothing behind for somebody who has left.
 *
 * Costs 2 reads.
 *
 * @throws ParleyError CHAT_NOT_FOUND, CHAT_NOT_MEMBER
 */
export async function readOwnEvent(
  source: Reader,
  chat_id: string,
  uid: string,
): Promise<ExternalEvent | undefined> {
  const [known, event] = await Promise.all([readChat(source, chat_id), readEvent(source, uid)]);
  const chat = requireMember(known, uid);
  if (chat.type === 'group' && event?.read?.[chat_id] === undefined) {
    throw fieldError('CHAT_NOT_MEMBER', 'chat_id');
  }
  return event;
}
