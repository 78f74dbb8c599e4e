import type { PushNote } from '../push/sender.ts';

/** A push that this run, and no other, is to send. */
export interface ClaimedPush {
  recipient: string;
  chat_id: string;
  message_number: number;
  note: PushNote;
  /** The devices an earlier attempt left; empty for all of the recipient's. */
  devices: string[];
}
