import { z } from 'zod';

import { endpoint, type Caller } from '../../context/endpoint.ts';
import type { Context } from '../../context/context.ts';
import { fieldError } from '../../kernel/errors.ts';
import type { Tx } from '../../store/transaction.ts';
import { act, type Deed, type Outcome } from '../admin/act.ts';
import { disableUser } from '../admin/disable-user.ts';
import { requireAccount, target } from '../admin/target.ts';
import { notifyAlways } from '../notifications/notify.ts';
import { readUser } from '../users/store.ts';
import { REPORT_ACTIONS, REPORT_STATES, type Report, type ReportAction } from './model.ts';
import { resolve } from './resolve.ts';
import { readReport, setReportState } from './store.ts';
import { warning } from './warning.ts';

const input = z.strictObject({
  report_id: z.string().regex(/^[A-Za-z0-9]{20}$/, 'is not an id'),
  action: z.enum(REPORT_ACTIONS),
  note: target.shape.reason.meta({ description: 'Why, for the other admins' }),
});

const DEEDS = {
  review: 'REVIEW_REPORT',
  dismiss: 'DISMISS_REPORT',
  warn: 'WARN_USER',
  disable: 'DISABLE_USER',
} as const satisfies Record<ReportAction, Deed['action']>;

/**
 * Takes a report on, dismisses it, warns whom it is about (an entry of his feed, which nobody can switch
 * off), or disables him, as `adminDisableUser` does. A warning can be followed by disabling, and neither
 * can be taken back here. May be repeated: it completes what a crash left undone, and is no other act. Who
 * did it and his note stay as they are, and there is no other audit entry; only what one admin has taken on
 * another can take over.
 *
 * Costs 3 reads and 2 writes, 3 reads where it is so already; to warn 1 read and 2 writes more, to disable
 * what `adminDisableUser` costs in place of 1 read and 1 write. Errors: FIELDS_INVALID, ADMIN_ONLY, REPORT_NOT_FOUND, REPORT_RESOLVED,
 * OWN_ACCOUNT (a report about the caller is for another admin), USER_NOT_FOUND (he has deleted his account).
 */
export const adminResolveReport = endpoint({
  name: 'adminResolveReport',
  summary: 'Review or dismiss a report, or warn or disable whom it is about',
  auth: 'admin',
  input,
  output: z.object({ state: z.enum(REPORT_STATES) }),
  errors: ['REPORT_NOT_FOUND', 'REPORT_RESOLVED', 'OWN_ACCOUNT', 'USER_NOT_FOUND', 'TOO_BUSY'],
  handler: async (ctx, { report_id, action, note = null }, { caller }) => {
    const { reported } = await requireReport(ctx.db, report_id);
    if (reported === caller.uid) throw fieldError('OWN_ACCOUNT', 'report_id');
    const deed = { action: DEEDS[action], target: reported, report: report_id, reason: note };
    const change = (tx: Tx) => resolveIn(tx, ctx, caller, { report_id, action, note });
    if (action !== 'disable') return { state: await act(ctx, caller, deed, change) };
    const account = await requireAccount(ctx, reported, 'report_id');
    return { state: await disableUser(ctx, caller, account, deed, change) };
  },
});

async function resolveIn(
  tx: Tx,
  ctx: Context,
  { uid }: Caller,
  { report_id, action, note }: { report_id: string; action: ReportAction; note: string | null },
): Promise<Outcome<Report['state']>> {
  const report = await requireReport(tx, report_id);
  const { state, is_new } = resolve(report, action, uid);
  if (!is_new) return { result: state, changed: false };
  const now = ctx.clock.now();
  if (action === 'warn') {
    const user = await readUser(tx, report.reported);
    if (user === undefined) throw fieldError('USER_NOT_FOUND', 'report_id');
    notifyAlways(tx, warning(report.reported, report_id, report.reason), now);
  }
  setReportState(tx, report_id, { state, handled_by: uid, handled_at: now, note });
  return { result: state, changed: true };
}

async function requireReport(source: Parameters<typeof readReport>[0], id: string) {
  const report = await readReport(source, id);
  if (report === undefined) throw fieldError('REPORT_NOT_FOUND', 'report_id');
  return report;
}
