import type { Timestamp } from 'firebase/firestore';

import type { Instant } from '../../../functions/src/kernel/instant.ts';
import type {
  ChatMember,
  DirectChat as StoredDirectChat,
  GroupChat as StoredGroupChat,
} from '../../../functions/src/modules/chats/model.ts';
import type { ExternalEvent } from '../../../functions/src/modules/events/model.ts';
import type { Message as StoredMessage } from '../../../functions/src/modules/messages/model.ts';
import type { Presence as StoredPresence } from '../../../functions/src/modules/presence/model.ts';

/** A document as the functions know it, with the SDK's times in the place of theirs. */
export type Stored<T> = T extends Instant
  ? Timestamp
  : T extends readonly (infer Item)[]
    ? Stored<Item>[]
    : T extends object
      ? { [K in keyof T]: Stored<T[K]> }
      : T;

export type DirectChat = Stored<StoredDirectChat> & { chat_id: string };
export type GroupChat = Stored<StoredGroupChat> & { chat_id: string };
export type Chat = DirectChat | GroupChat;
export type Member = Stored<ChatMember> & { uid: string };
export type Event = Stored<ExternalEvent>;
export type Presence = Stored<StoredPresence>;

/** A message as the page shows it. */
export type Message = Stored<StoredMessage> & {
  message_id: string;
  /** Whether it waits in this device for a connection. */
  pending: boolean;
};

/** Who sees what he is told by `show`, and what ended it by `fail`. */
export interface Watcher<T> {
  show: (value: T) => void;
  fail: (error: unknown) => void;
}
