import { fieldError } from '../../kernel/errors.ts';
import type { Tx } from '../../store/transaction.ts';
import { requireMember } from '../chats/membership.ts';
import type { Chat } from '../chats/model.ts';
import { readChat, readMember } from '../chats/store.ts';
import type { Message } from '../messages/model.ts';
import { readMessage } from '../messages/store.ts';
import type { EvidenceMessage } from './model.ts';

/**
 * Copies of messages that a member of their chat may see, the oldest first. 1 read for the chat and 1
 * for each; 1 more where a group hides what was before one joined.
 *
 * @throws ParleyError CHAT_NOT_FOUND, CHAT_NOT_MEMBER, MESSAGE_NOT_FOUND
 */
export async function readEvidence(
  tx: Tx,
  uid: string,
  chat_id: string,
  message_ids: string[],
): Promise<EvidenceMessage[]> {
  const chat = requireMember(await readChat(tx, chat_id), uid);
  const [sees, ...found] = await Promise.all([
    sight(tx, uid, chat_id, chat),
    ...message_ids.map(async (message_id) => ({
      message_id,
      message: await readMessage(tx, chat_id, message_id),
    })),
  ]);
  const copies = found.map(({ message_id, message }): EvidenceMessage => {
    if (message === undefined || !sees(message)) {
      throw fieldError('MESSAGE_NOT_FOUND', 'message_ids');
    }
    const { hidden_for: _own, ...shown } = message;
    return { ...shown, message_id };
  });
  return copies.toSorted((a, b) => a.created.compare(b.created));
}

/** Which messages a member may see; the rules say the same of his reads. */
async function sight(
  tx: Tx,
  uid: string,
  chat_id: string,
  chat: Chat,
): Promise<(message: Message) => boolean> {
  if (chat.type === 'direct' || chat.history === 'all') return () => true;
  const member = await readMember(tx, chat_id, uid);
  return (message) => member !== undefined && message.created.compare(member.joined) > 0;
}
