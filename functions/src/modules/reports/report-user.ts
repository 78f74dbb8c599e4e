import { z } from 'zod';

import type { Context } from '../../context/context.ts';
import { endpoint } from '../../context/endpoint.ts';
import { deterministicId } from '../../kernel/deterministic-id.ts';
import { fieldError } from '../../kernel/errors.ts';
import { chatId, messageId, nothing, prose, userId } from '../../kernel/fields.ts';
import type { Tx } from '../../store/transaction.ts';
import { authorOf } from '../messages/forwarded-content.ts';
import { readUser } from '../users/store.ts';
import { readEvidence } from './evidence.ts';
import { REPORT_REASONS, UNHANDLED, type Report } from './model.ts';
import { createReport, readReport, setLatestReport } from './store.ts';

const MAX_TEXT = 2000;
const MAX_MESSAGES = 20;

const input = z
  .strictObject({
    user_id: userId,
    reason: z.enum(REPORT_REASONS),
    text: prose(1, MAX_TEXT).optional(),
    chat_id: chatId.optional(),
    message_ids: z
      .array(messageId)
      .max(MAX_MESSAGES)
      .refine((ids) => new Set(ids).size === ids.length, 'names a message twice')
      .optional(),
  })
  .refine(({ chat_id, message_ids = [] }) => chat_id !== undefined || message_ids.length === 0, {
    path: ['chat_id'],
    message: 'is needed with message_ids',
  });
type Input = z.output<typeof input>;

/**
 * Reports a user to the admins, with copies of up to 20 messages of a chat that the caller is in, and of
 * up to 20 texts that these had before they were edited. The
 * same again is the same report until an admin has dismissed it or done something, and another one then. The
 * other is not told, and not blocked either.
 *
 * Costs 3 reads and 2 writes, of which 1 and 1 are for its limit; for what was dealt with before 1 read and 1
 * write more; with a chat 1 read more, 1 for each
 * message and each former text, and 1 where the group hides what was before one joined. Errors: FIELDS_INVALID,
 * USER_IS_SELF, USER_NOT_FOUND, CHAT_NOT_FOUND, CHAT_NOT_MEMBER, MESSAGE_NOT_FOUND.
 */
export const reportUser = endpoint({
  name: 'reportUser',
  summary: 'Report a user to the admins',
  auth: 'session',
  input,
  output: nothing,
  limits: [{ limit: 'report_by_account', key: (_input, { caller }) => caller.uid }],
  errors: [
    'USER_IS_SELF',
    'USER_NOT_FOUND',
    'CHAT_NOT_FOUND',
    'CHAT_NOT_MEMBER',
    'MESSAGE_NOT_FOUND',
    'TOO_BUSY',
  ],
  handler: async (ctx, reported, { caller: { uid } }) => {
    if (reported.user_id === uid) throw fieldError('USER_IS_SELF', 'user_id');
    const first = reportId(ctx, uid, reported);
    await ctx.db.transact(async (tx) => {
      const { user_id, reason, text = null, chat_id = null, message_ids = [] } = reported;
      const [id, profile, messages] = await Promise.all([
        idOfNew(tx, ctx, first),
        readUser(tx, user_id),
        chat_id === null ? [] : readEvidence(tx, uid, chat_id, message_ids),
      ]);
      if (id === undefined) return;
      if (profile === undefined) throw fieldError('USER_NOT_FOUND', 'user_id');
      const created = ctx.clock.now();
      const parts = { reporter: uid, reported: user_id, reason, text, chat_id };
      const said_by = messages.flatMap((message) => [message.from_user, authorOf(message)]);
      const authors = [...new Set(said_by)];
      createReport(tx, id, { ...parts, messages, authors, created, ...UNHANDLED });
      if (id !== first) setLatestReport(tx, first, id);
    });
    return {};
  },
});

/** The id of a report that says what the first does; `undefined` while one is not dealt with. */
async function idOfNew(tx: Tx, ctx: Context, first: string): Promise<string | undefined> {
  const known = await readReport(tx, first);
  if (known === undefined) return first;
  const { latest } = known;
  const last = latest === undefined ? known : await readReport(tx, latest);
  if (isOpen(known) || (last !== undefined && isOpen(last))) return undefined;
  return deterministicId(ctx.hash, 'report-again', latest ?? first);
}

function isOpen({ state }: Report): boolean {
  return state === 'OPEN' || state === 'REVIEWING';
}

/** Of all that was given, so that a retry finds the first. */
function reportId(ctx: Context, uid: string, reported: Input): string {
  const { user_id, reason, text = '', chat_id = '', message_ids = [] } = reported;
  const ids = message_ids.toSorted().join();
  return deterministicId(ctx.hash, 'report', uid, user_id, reason, text, chat_id, ids);
}
