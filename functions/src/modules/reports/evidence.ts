import { fieldError } from '../../kernel/errors.ts';
import type { Tx } from '../../store/transaction.ts';
import { requireMember } from '../chats/membership.ts';
import type { Chat } from '../chats/model.ts';
import { readChat, readMember } from '../chats/store.ts';
import type { Message } from '../messages/model.ts';
import { readEdits } from '../messages/edits-store.ts';
import { readMessage } from '../messages/store.ts';
import { formerNumbers } from './former-numbers.ts';
import type { EvidenceMessage } from './model.ts';

/**
 * Copies of messages that a member of their chat may see, the oldest first, with what they said before
 * they were edited. 1 read for the chat, 1 for each message and 1 for each former text, of which there are
 * 20 at most; 1 more where a group hides what was before one joined.
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
  const edited = copies.filter(({ edits = 0 }) => edits > 0).length;
  const complete = await Promise.all(copies.map((copy) => withFormer(tx, chat_id, copy, edited)));
  return complete.toSorted((a, b) => a.created.compare(b.created));
}

/** Edits are written with the message that counts them, and stay: those it counts are there. */
async function withFormer(
  tx: Tx,
  chat_id: string,
  copy: EvidenceMessage,
  edited: number,
): Promise<EvidenceMessage> {
  const { edits = 0, message_id } = copy;
  if (edits === 0) return copy;
  const former = await readEdits(tx, chat_id, message_id, formerNumbers(edits, edited));
  return { ...copy, former };
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
