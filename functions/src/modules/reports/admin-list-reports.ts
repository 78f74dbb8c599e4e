import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { idCursor, notACursor } from '../../kernel/cursor.ts';
import { REPORT_REASONS, REPORT_STATES, type EvidenceMessage } from './model.ts';
import { listReports } from './store.ts';
import { toWireEdit, wireEdit } from './wire-edit.ts';

const MAX_PAGE = 100;
const DEFAULT_PAGE = 25;

const input = z.strictObject({
  state: z.enum(REPORT_STATES).optional().meta({ description: 'All when left out' }),
  cursor: idCursor(z.string().regex(/^[A-Za-z0-9]{20}$/)).optional(),
  limit: z.int().min(1).max(MAX_PAGE).default(DEFAULT_PAGE),
});

const wireReport = z
  .object({
    id: z.string(),
    reporter: z.string().meta({ description: 'The uid of who reports' }),
    reported: z.string().meta({ description: 'The uid of whom he reports' }),
    reason: z.enum(REPORT_REASONS),
    text: z.string().nullable(),
    chat_id: z.string().nullable(),
    messages: z.array(
      z.looseObject({
        message_id: z.string(),
        from_user: z.string(),
        type: z.string(),
        created: z.iso.datetime(),
        former: z.array(wireEdit).optional().meta({ description: 'Before it was edited' }),
      }),
    ),
    created: z.iso.datetime(),
    state: z.enum(REPORT_STATES),
    handled_by: z.string().nullable().meta({ description: 'The uid of the admin who did it' }),
    handled_at: z.iso.datetime().nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: 'Report' });

/**
 * What users reported, the newest first: all of it, or the queue of one state. Costs 1 read for each report, and 1 for the cursor.
 *
 * Errors: FIELDS_INVALID, ADMIN_ONLY.
 */
export const adminListReports = endpoint({
  name: 'adminListReports',
  summary: 'List what users reported',
  auth: 'admin',
  input,
  output: z.object({ reports: z.array(wireReport), next_cursor: z.string().nullable() }),
  handler: async (ctx, { state, cursor, limit }) => {
    const found = await listReports(ctx.db, { state, limit, after: cursor });
    if (found === undefined) throw notACursor();
    const reports = found.map((report) => {
      const { created, handled_at, messages, authors: _authors, latest: _latest, ...rest } = report;
      return {
        ...rest,
        messages: messages.map(onTheWire),
        created: created.toRfc3339(),
        handled_at: handled_at?.toRfc3339() ?? null,
      };
    });
    return { reports, next_cursor: found.length < limit ? null : (found.at(-1)?.id ?? null) };
  },
});

function onTheWire({ created, former, ...message }: EvidenceMessage) {
  const edits = former && { former: former.map(toWireEdit) };
  return { ...message, ...edits, created: created.toRfc3339() };
}
