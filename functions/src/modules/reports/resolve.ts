import { fieldError } from '../../kernel/errors.ts';
import type { ReportAction, ReportState } from './model.ts';

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
 * What becomes of a report, and whether it becomes it anew. The same again is no change.
 *
 * @throws ParleyError REPORT_RESOLVED
 */
export function resolve(
  state: ReportState,
  action: ReportAction,
): { state: ReportState; is_new: boolean } {
  if (REFUSED[state].includes(action)) throw fieldError('REPORT_RESOLVED', 'action');
  return { state: OUTCOMES[action], is_new: OUTCOMES[action] !== state };
}
