import { z } from 'zod';

import type { Context } from '../../context/context.ts';
import { endpoint, type Caller } from '../../context/endpoint.ts';
import { inChunks } from '../../kernel/chunks.ts';
import { deterministicId } from '../../kernel/deterministic-id.ts';
import { ParleyError } from '../../kernel/errors.ts';
import { chatId, messageId } from '../../kernel/fields.ts';
import { forwardedContent } from './forwarded-content.ts';
import type { MessageContent } from './model.ts';
import { sendOnce } from './send-message.ts';
import { readTarget, requireContent, TARGET_ERRORS, targetInput, type Target } from './target.ts';

/** To how many chats a message goes at once. */
export const MAX_FORWARDS = 20;
/** How many of them are written to at the same time. */
const AT_ONCE = 5;

const input = z.strictObject({
  ...targetInput,
  chat_ids: z
    .array(chatId)
    .min(1, 'must not be empty')
    .max(MAX_FORWARDS, `must have at most ${MAX_FORWARDS} chats`)
    .refine((ids) => new Set(ids).size === ids.length, 'names a chat twice'),
  forward_id: messageId.optional().meta({
    description: 'Tells a message forwarded again to the same chat from a repeated request',
  }),
});

const output = z.object({
  forwarded: z
    .array(
      z.object({
        chat_id: chatId,
        message_id: messageId.optional(),
        message_number: z.int().nullable().optional(),
        created: z.boolean().optional().meta({ description: 'False when it was forwarded before' }),
        reason: z.string().optional().meta({ description: 'Why it did not get there' }),
      }),
    )
    .meta({ description: 'What became of it in each chat, in the order asked for' }),
});
type Outcome = z.output<typeof output>['forwarded'][number];

/**
 * Sends a copy of a message to up to 20 chats, in the caller's name, with `action: 'FORWARD'` and the
 * author of the first of all copies as `action_params.from_user`; where it was read is not told. The
 * caller must be allowed to send to each; one that refuses does not keep it from the others.
 *
 * Repeating the request doubles nothing: each copy's id follows from the message, the chat, the caller
 * and `forward_id`.
 *
 * Costs 2 reads, and for each chat what sending costs (1 read and 2 writes in a direct one). Errors:
 * FIELDS_INVALID, CHAT_NOT_FOUND, CHAT_NOT_MEMBER, MESSAGE_NOT_FOUND, MESSAGE_IS_SYSTEM,
 * MESSAGE_DELETED. Those of sending are answered as the chat's `reason`.
 */
export const forwardMessage = endpoint({
  name: 'forwardMessage',
  summary: 'Send a copy of a message to other chats',
  auth: 'session',
  active_hours_only: true,
  input,
  output,
  errors: [...TARGET_ERRORS, 'MESSAGE_IS_SYSTEM', 'MESSAGE_DELETED', 'TOO_BUSY'],
  handler: async (ctx, { chat_ids, forward_id = '', ...origin }, { caller }) => {
    const { message } = await readTarget(ctx.db, origin, caller.uid);
    requireContent(message);
    const content = forwardedContent(message);
    const forwarded = await inChunks(chat_ids, AT_ONCE, (chat_id) =>
      forwardTo(ctx, chat_id, content, origin, caller, forward_id),
    );
    return { forwarded };
  },
});

async function forwardTo(
  ctx: Context,
  chat_id: string,
  content: MessageContent,
  origin: Target,
  caller: Caller,
  forward_id: string,
): Promise<Outcome> {
  const parts = [caller.uid, origin.chat_id, origin.message_id, chat_id, forward_id];
  const message_id = deterministicId(ctx.hash, 'forward', ...parts);
  try {
    const sent = await sendOnce(ctx, { ...content, chat_id, message_id }, caller);
    return { chat_id, message_id, message_number: sent.message_number, created: sent.created };
  } catch (error) {
    if (error instanceof ParleyError) return { chat_id, reason: error.reason };
    throw error;
  }
}
