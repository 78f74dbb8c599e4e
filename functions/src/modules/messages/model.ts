import type { Instant } from '../../kernel/instant.ts';
import type { SENT_TYPES } from './content.ts';
import type { MessageFile } from './file.ts';

export type MessageType = (typeof SENT_TYPES)[number] | 'SYSTEM';

/** `chats/{chat_id}/messages/{message_id}`. Until it is numbered it has no `message_number`. */
export interface Message {
  created: Instant;
  from_user: string;
  type: MessageType;
  text?: string;
  file?: MessageFile;
  file_name?: string;
  reference_type?: string;
  reference_id?: string;
  action?: 'FORWARD' | 'REPLY' | 'EDIT' | 'DELETE';
  /** Scalars in what people send. */
  action_params?: Record<string, unknown>;
  message_number?: number | null;
  edited?: true;
  /** Deleted for everyone: nothing of its content is left. */
  deleted?: true;
  /** Who deleted it for himself. */
  hidden_for?: string[];
  /** Who reacted, by emoji. */
  reactions?: Record<string, string[]>;
}
