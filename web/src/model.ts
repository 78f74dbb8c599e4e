import type { Timestamp } from 'firebase/firestore';

type Side = 1 | 2;

/** What the page uses of `chats/{chat_id}`. */
export type Chat = { user1: string } & Record<
  `${'read' | 'delivered'}_number_user${Side}`,
  number | undefined
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
  chat?: Chat;
  event?: ExternalEvent;
}

/** Up to which number the viewing user, or the other one, has reported messages. */
export function numberOf(view: View, kind: 'read' | 'delivered', who: 'self' | 'peer'): number {
  const side: Side = (view.chat?.user1 === view.uid) === (who === 'self') ? 1 : 2;
  return view.chat?.[`${kind}_number_user${side}`] ?? 0;
}

/** The viewing user's unread messages in this chat. */
export function unreadOf({ event, chat_id }: View): number {
  return event?.unread?.[chat_id] ?? 0;
}

/** The number an app shows on its icon: unread messages in all chats. */
export function badgeOf({ event }: View): number {
  return Object.values(event?.unread ?? {}).reduce((sum, count) => sum + count, 0);
}
