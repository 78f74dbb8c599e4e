import { fieldError } from '../../kernel/errors.ts';

/** What the caller says about the messages up to and including a number. */
export type ReceiptKind = 'delivered' | 'read';

/** Up to where messages have reached a user, and up to where he has read them. */
export interface Progress {
  delivered_number: number;
  read_number: number;
}

/** How a report changes a user's numbers. */
export interface RaisedReceipt extends Progress {
  rises: boolean;
  read_rises: boolean;
}

/**
 * The numbers after `kind` was reported up to `message_number`. Upwards only: a report that comes late
 * or twice changes nothing and is answered with what stands. What is read has been delivered.
 *
 * @throws ParleyError MESSAGE_NUMBER_OUT_OF_RANGE for a number the chat has not reached
 */
export function raiseReceipt(
  before: Progress,
  total: number,
  kind: ReceiptKind,
  message_number: number,
): RaisedReceipt {
  if (message_number > total) throw fieldError('MESSAGE_NUMBER_OUT_OF_RANGE', 'message_number');
  const read_number =
    kind === 'read' ? Math.max(before.read_number, message_number) : before.read_number;
  const delivered_number = Math.max(before.delivered_number, message_number, read_number);
  const read_rises = read_number > before.read_number;
  return {
    read_number,
    delivered_number,
    read_rises,
    rises: read_rises || delivered_number > before.delivered_number,
  };
}
