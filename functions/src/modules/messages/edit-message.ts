import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { fieldError } from '../../kernel/errors.ts';
import { nothing } from '../../kernel/fields.ts';
import { requireOpen } from '../chats/membership.ts';
import { chargeSending } from '../chats/send-limit.ts';
import { sendLimitFields, updateChat } from '../chats/store.ts';
import { changedChat } from './changed-chat.ts';
import { messageText } from './content.ts';
import { createEdit } from './edits-store.ts';
import { setText } from './store.ts';
import { readTarget, requireContent, TARGET_ERRORS, targetInput } from './target.ts';

/** For how long after sending a message it can be edited. */
export const EDIT_SECONDS = 86_400;

/**
 * Changes the text of one's own message, or the caption of what is no text. What it said before is kept
 * for admins. It counts as a message against the limit of sending. Who has not been told of the message yet is told the new text.
 *
 * Costs 2 reads and 3 writes (message, former text, chat); nothing is written where the text is the
 * same, so it may be sent again. Errors: FIELDS_INVALID, CHAT_NOT_FOUND, CHAT_NOT_MEMBER,
 * MESSAGE_NOT_FOUND, CHAT_INACTIVE, USER_BLOCKED, POSTING_ADMINS_ONLY, MESSAGE_IS_SYSTEM,
 * MESSAGE_DELETED, MESSAGE_NOT_YOURS, MESSAGE_IS_FORWARDED, EDIT_TOO_LATE, RATE_LIMITED.
 */
export const editMessage = endpoint({
  name: 'editMessage',
  summary: 'Change the text of a message',
  auth: 'session',
  active_hours_only: true,
  input: z.strictObject({ ...targetInput, text: messageText }),
  output: nothing,
  errors: [
    ...TARGET_ERRORS,
    'CHAT_INACTIVE',
    'USER_BLOCKED',
    'POSTING_ADMINS_ONLY',
    'MESSAGE_IS_SYSTEM',
    'MESSAGE_DELETED',
    'MESSAGE_NOT_YOURS',
    'MESSAGE_IS_FORWARDED',
    'RATE_LIMITED',
    'EDIT_TOO_LATE',
    'TOO_BUSY',
  ],
  handler: (ctx, { text, ...target }, { caller: { uid } }) =>
    ctx.db.transact(async (tx) => {
      const { chat_id, message_id } = target;
      const { chat, message } = await readTarget(tx, target, uid);
      requireOpen(chat, uid);
      requireContent(message);
      if (message.from_user !== uid) throw fieldError('MESSAGE_NOT_YOURS', 'message_id');
      // Its words are its author's, whom it names.
      if (message.action === 'FORWARD') throw fieldError('MESSAGE_IS_FORWARDED', 'message_id');
      // Before the time is looked at: who did not get the answer asks again.
      if (message.text === text) return {};
      const now = ctx.clock.now();
      if (now.compare(message.created.plusSeconds(EDIT_SECONDS)) > 0) {
        throw fieldError('EDIT_TOO_LATE', 'message_id');
      }
      const charge = chargeSending(chat, uid, ctx.config.send_limit, now);
      const edits = (message.edits ?? 0) + 1;
      setText(tx, chat_id, message_id, { text, edits });
      createEdit(tx, chat_id, message_id, edits, { text: message.text ?? null, replaced: now });
      updateChat(tx, chat_id, {
        ...changedChat(chat, message_id, { ...message, text }, now),
        ...sendLimitFields(uid, charge),
      });
      return {};
    }),
});
