import type { Chat, Member, Message } from '../../firebase/documents.ts';

/** How far a message of one's own has come. */
export type MessageState = 'pending' | 'sent' | 'delivered' | 'read';

// docs: ticks
/** Receipts are numbers: of a direct chat in the chat, of a group in its members' documents. */
export function stateOf(
  { pending, message_number }: Message,
  chat: Chat,
  members: readonly Member[] | undefined,
  uid: string,
): MessageState {
  if (pending) return 'pending';
  if (message_number === undefined || message_number === null) return 'sent';
  const { read, delivered } = othersOf(chat, members, uid);
  if (message_number <= read) return 'read';
  return message_number <= delivered ? 'delivered' : 'sent';
}

/** Up to where all the others have received and read. */
function othersOf(chat: Chat, members: readonly Member[] = [], uid: string) {
  if (chat.type === 'direct') {
    return chat.user1 === uid
      ? { read: chat.read_number_user2, delivered: chat.delivered_number_user2 }
      : { read: chat.read_number_user1, delivered: chat.delivered_number_user1 };
  }
  const others = members.filter((member) => member.uid !== uid);
  if (others.length === 0) return { read: 0, delivered: 0 };
  return {
    read: Math.min(...others.map(({ read_number = 0 }) => read_number)),
    delivered: Math.min(...others.map(({ delivered_number = 0 }) => delivered_number)),
  };
}
// end of docs: ticks
