import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { idCursor, notACursor } from '../../kernel/cursor.ts';
import { ACTIONS } from './model.ts';
import { listAuditEntries } from './store.ts';

const MAX_PAGE = 100;
const DEFAULT_PAGE = 25;

const input = z.strictObject({
  cursor: idCursor(z.string().regex(/^[A-Za-z0-9]{20}$/)).optional(),
  limit: z.int().min(1).max(MAX_PAGE).default(DEFAULT_PAGE),
});

const output = z.object({
  entries: z.array(
    z
      .object({
        id: z.string(),
        actor: z.string().meta({ description: "The admin's uid" }),
        action: z.enum(ACTIONS),
        target: z.string().meta({
          description: 'The uid of whom it was done to, or the document that was changed',
        }),
        message: z
          .object({ chat_id: z.string(), message_id: z.string() })
          .optional()
          .meta({ description: 'The message that it was about' }),
        report: z
          .string()
          .optional()
          .meta({ description: 'The id of the report that it was about' }),
        change: z
          .record(z.string(), z.unknown())
          .optional()
          .meta({ description: 'What the configuration was to be changed to' }),
        reason: z.string().nullable(),
        created: z.iso.datetime(),
      })
      .meta({ id: 'AuditEntry' }),
  ),
  next_cursor: z.string().nullable(),
});

/**
 * What admins did, the newest first. Costs 1 read for each entry, and 1 for the cursor.
 *
 * Errors: FIELDS_INVALID, ADMIN_ONLY.
 */
export const adminListAudit = endpoint({
  name: 'adminListAudit',
  summary: 'List what admins did',
  auth: 'admin',
  input,
  output,
  handler: async (ctx, { cursor, limit }) => {
    const found = await listAuditEntries(ctx.db, limit, cursor);
    if (found === undefined) throw notACursor();
    const entries = found.map(({ created, ...entry }) => ({
      ...entry,
      created: created.toRfc3339(),
    }));
    return { entries, next_cursor: found.length < limit ? null : (found.at(-1)?.id ?? null) };
  },
});
