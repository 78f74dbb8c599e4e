import type { Instant } from '../../kernel/instant.ts';
import type { SENT_TYPES } from './content.ts';
import type { MessageFile } from './file.ts';

export type MessageType = (typeof SENT_TYPES)[number] | 'SYSTEM';

/** Which door a message came in by: the callable, or a client's own write to Firestore. */
export type Door = 'callable' | 'direct';

/**
 * `chats/{chat_id}/messages/{message_id}`. Until it is numbered it has no `message_number`, or `null` while
 * a busy group numbers in batches.
 */
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
  /** There where it is numbered in a batch, or was: its door, and how many seconds a batch takes. */
  batched?: { door: Door; seconds: number };
  /** `created`, for as long as it waits for its batch: what it is found by. */
  queued_at?: Instant;
  edited?: true;
  /** How often it was edited. */
  edits?: number;
  /** Deleted for everyone: nothing of its content is left. */
  deleted?: true;
  /** Who deleted it for everyone: its author, or an admin of the group. */
  deleted_by?: string;
  /** Who deleted it for himself. */
  hidden_for?: string[];
  /** Written by its sender himself beyond his limit of sending: it is not pushed. */
  push_held?: true;
  /** Who reacted, by emoji. */
  reactions?: Record<string, string[]>;
}

/** `chats/{chat_id}/numbering/state`: how far a busy group's batches have come. */
export interface NumberingState {
  /** The last number that a batch gave. */
  numbered: number;
  /** Up to where messages have been brought to the members; below `numbered` while that runs or has died. */
  fanned_out: number;
  /** There while it is below: when it began. */
  due_at?: Instant;
}

/** What a message says, whoever sends it and whatever became of it. */
export type MessageContent = Pick<
  Message,
  | 'type'
  | 'text'
  | 'file'
  | 'file_name'
  | 'reference_type'
  | 'reference_id'
  | 'action'
  | 'action_params'
>;

/** `chats/{chat_id}/messages/{message_id}/edits/{n}`: what an edit, counted from 1, replaced. For admins. */
export interface MessageEdit {
  text: string | null;
  replaced: Instant;
}

/** An edit and its number, counted from 1. */
export interface NumberedEdit extends MessageEdit {
  number: number;
}
