import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { fieldError } from '../../kernel/errors.ts';
import { act } from '../admin/act.ts';
import { target } from '../admin/target.ts';
import { readEdits } from '../messages/edits-store.ts';
import { readMessage } from '../messages/store.ts';
import { targetInput } from '../messages/target.ts';
import { toWireEdit, wireEdit } from './wire-edit.ts';

const MAX_PAGE = 100;
const DEFAULT_PAGE = 25;

const input = z.strictObject({
  ...targetInput,
  reason: target.shape.reason,
  after: z.int().min(0).default(0).meta({ description: 'The number of an edit' }),
  limit: z.int().min(1).max(MAX_PAGE).default(DEFAULT_PAGE),
});

const output = z.object({
  from_user: z.string(),
  text: z.string().nullable().meta({ description: 'What the message says now' }),
  edits: z.array(wireEdit),
  next_after: z.int().nullable(),
});

/**
 * What a message said before each of its edits, the oldest first, for admins: of any chat, so that looking
 * is an act with an audit entry, each page one.
 *
 * Costs 2 reads, 1 for each edit, and 1 write. Errors: FIELDS_INVALID, ADMIN_ONLY, MESSAGE_NOT_FOUND.
 */
export const adminListEdits = endpoint({
  name: 'adminListEdits',
  summary: 'List what a message said before it was edited',
  auth: 'admin',
  input,
  output,
  errors: ['MESSAGE_NOT_FOUND', 'TOO_BUSY'],
  handler: async (ctx, { chat_id, message_id, reason = null, after, limit }, { caller }) => {
    const message = await readMessage(ctx.db, chat_id, message_id);
    if (message === undefined) throw fieldError('MESSAGE_NOT_FOUND', 'message_id');
    const { from_user, text = null, edits = 0 } = message;
    const first = after + 1;
    const last = Math.min(edits, after + limit);
    const numbers = Array.from({ length: Math.max(0, last - after) }, (_, index) => first + index);
    const deed = {
      action: 'READ_EDITS',
      target: from_user,
      message: { chat_id, message_id },
      reason,
    } as const;
    // Looking is the act, and changes nothing else.
    const found = await act(ctx, caller, deed, async (tx) => ({
      result: await readEdits(tx, chat_id, message_id, numbers),
      changed: true,
    }));
    return {
      from_user,
      text,
      edits: found.map(toWireEdit),
      next_after: last < edits ? last : null,
    };
  },
});
