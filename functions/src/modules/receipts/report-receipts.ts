import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { fieldError, ParleyError } from '../../kernel/errors.ts';
import { chatId, messageNumber } from '../../kernel/fields.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { Progress } from './raise-receipt.ts';
import { RECEIPT_ERRORS, receiptNumbers, reportReceipt } from './report.ts';

const input = z
  .strictObject({
    chat_id: chatId,
    delivered_number: messageNumber.optional(),
    read_number: messageNumber.optional(),
  })
  .refine(({ delivered_number, read_number }) => (delivered_number ?? read_number) !== undefined, {
    path: ['read_number'],
    message: 'give read_number, delivered_number or both',
  });

/**
 * `markRead` and `markDelivered` in one, as REST has it: up to where messages have reached the caller's
 * device, and up to where he has read them.
 *
 * Costs what `markRead` costs, and what `markDelivered` costs where more was delivered than read. Errors:
 * those of the two, naming the field.
 */
export const reportReceipts = endpoint({
  name: 'reportReceipts',
  summary: 'Report messages as delivered, as read, or both',
  auth: 'session',
  input,
  output: receiptNumbers,
  errors: RECEIPT_ERRORS,
  handler: async (ctx, { chat_id, delivered_number, read_number }, { caller }) => {
    let progress: Progress | undefined;
    const report = async (kind: 'read' | 'delivered', message_number: number) =>
      reportReceipt(ctx, kind, { chat_id, message_number }, caller).catch((error: unknown) => {
        throw named(error, `${kind}_number`);
      });
    if (read_number !== undefined) progress = await report('read', read_number);
    if (delivered_number !== undefined && delivered_number > (progress?.delivered_number ?? -1)) {
      progress = await report('delivered', delivered_number);
    }
    invariant(progress !== undefined, 'a report of nothing');
    return progress;
  },
});

/** A refusal of the number, by the name that it was given under. */
function named(error: unknown, field: string): unknown {
  const is_ours = error instanceof ParleyError && error.reason === 'MESSAGE_NUMBER_OUT_OF_RANGE';
  return is_ours ? fieldError(error.reason, field) : error;
}
