import { fieldError } from '../../kernel/errors.ts';
import type { Report, ReportAction, ReportState } from './model.ts';

const OUTCOMES: Record<ReportAction, ReportState> = {
  review: 'REVIEWING',
  dismiss: 'DISMISSED',
  warn: 'WARNED',
  disable: 'DISABLED',
};

/** What was done to somebody cannot be undone by a report; more can be done. */
const REFUSED: Record<ReportState, readonly ReportAction[]> = {
  OPEN: [],
  REVIEWING: [],
  DISMISSED: [],
  WARNED: ['review', 'dismiss'],
  DISABLED: ['review', 'dismiss', 'warn'],
};

/**
 * What becomes of a report, and whether it becomes it anew. The same again is no change, whoever does it;
 * but a report that one admin has taken on another can take over.
 *
 * @throws ParleyError REPORT_RESOLVED
 */
export function resolve(
  { state, handled_by }: Pick<Report, 'state' | 'handled_by'>,
  action: ReportAction,
  admin: string,
): { state: ReportState; is_new: boolean } {
  if (REFUSED[state].includes(action)) throw fieldError('REPORT_RESOLVED', 'action');
  const outcome = OUTCOMES[action];
  const is_taken_over = outcome === 'REVIEWING' && handled_by !== admin;
  return { state: outcome, is_new: outcome !== state || is_taken_over };
}
