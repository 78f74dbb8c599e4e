import { endpoint } from '../../context/endpoint.ts';
import { RECEIPT_ERRORS, receiptInput, receiptNumbers, reportReceipt } from './report.ts';

/**
 * Reports that the caller has read all messages up to `message_number`. With the last one read, the
 * chat's flags fall, the chat's unread count is 0 and `notify_new_message` falls.
 *
 * Costs 1 read and 2 writes, however many messages; nothing is written where nothing rises. Errors:
 * FIELDS_INVALID, CHAT_NOT_FOUND, CHAT_NOT_MEMBER, MESSAGE_NUMBER_OUT_OF_RANGE.
 */
export const markRead = endpoint({
  name: 'markRead',
  summary: 'Report messages as read',
  auth: 'session',
  input: receiptInput,
  output: receiptNumbers,
  errors: RECEIPT_ERRORS,
  handler: (ctx, input, { caller }) => reportReceipt(ctx, 'read', input, caller),
});
