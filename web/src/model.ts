import type { Timestamp } from 'firebase/firestore';

/** Of a chat's two users, the one with the low id is 1. */
export type Side = 1 | 2;

/** What the page uses of `chats/{chat_id}`. */
export type Chat = { user1: string; user2: string; total_messages_count: number } & Record<
  `${'read' | 'delivered'}_number_user${Side}`,
  number
>;

/** What the page uses of `chats/{chat_id}/messages/{message_id}`. */
export interface Message {
  message_id: string;
  created: Timestamp;
  from_user: string;
  type: string;
  text?: string | null;
  /** Absent until the trigger has numbered a direct write. */
  message_number?: number | null;
  /** Still on its way from this device to Firestore. */
  pending: boolean;
}

/** What the page uses of `users-external-event/{uid}`. */
export interface ExternalEvent {
  notify_new_message?: boolean;
  unread?: Record<string, number>;
}

/** What one user sees at one moment. */
export interface View {
  uid: string;
  chat_id: string;
  /** Oldest first. */
  messages: readonly Message[];
  chat: Chat | undefined;
  event: ExternalEvent;
}

/** How far a message of one's own has come. */
export type Tick = 'pending' | 'sent' | 'delivered' | 'read';

/** How far a message from `view.uid` has come at the other user. */
export function tickOf({ chat, uid }: View, { message_number, pending }: Message): Tick {
  if (pending) return 'pending';
  if (!chat || !message_number) return 'sent';
  const peer: Side = chat.user1 === uid ? 2 : 1;
  if (message_number <= chat[`read_number_user${peer}`]) return 'read';
  return message_number <= chat[`delivered_number_user${peer}`] ? 'delivered' : 'sent';
}

/** What the viewing user has reported so far. */
export function ownNumbers({ chat, uid }: View): { delivered: number; read: number } {
  if (!chat) return { delivered: 0, read: 0 };
  const side: Side = chat.user1 === uid ? 1 : 2;
  return {
    delivered: chat[`delivered_number_user${side}`],
    read: chat[`read_number_user${side}`],
  };
}

/** The highest number among the messages on show. */
export function highestNumber({ messages }: View): number {
  return Math.max(0, ...messages.map(({ message_number }) => message_number ?? 0));
}

/** The sum that an app shows as its badge. */
export function badgeOf({ event }: View): number {
  return Object.values(event.unread ?? {}).reduce((sum, count) => sum + count, 0);
}
