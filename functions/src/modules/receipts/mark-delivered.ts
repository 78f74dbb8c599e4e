import { endpoint } from '../../context/endpoint.ts';
import { RECEIPT_ERRORS, receiptInput, receiptNumbers, reportReceipt } from './report.ts';

/**
 * Reports that all messages up to `message_number` have reached one of the caller's devices.
 *
 * Costs 1 read and 1 write; nothing is written where nothing rises. Errors: FIELDS_INVALID,
 * CHAT_NOT_FOUND, CHAT_NOT_MEMBER, MESSAGE_NUMBER_OUT_OF_RANGE.
 */
export const markDelivered = endpoint({
  name: 'markDelivered',
  summary: 'Report messages as delivered',
  auth: 'session',
  input: receiptInput,
  output: receiptNumbers,
  errors: RECEIPT_ERRORS,
  handler: (ctx, input, { caller }) => reportReceipt(ctx, 'delivered', input, caller),
});
