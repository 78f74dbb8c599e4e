import type { Message } from '../messages/model.ts';

/** A message on its way to its recipients. */
export interface NumberedMessage {
  chat_id: string;
  message_id: string;
  message_number: number;
  /** As it stands: possibly edited or deleted since it was sent. */
  message: Message;
}
