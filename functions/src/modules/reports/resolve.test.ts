import assert from 'node:assert/strict';

import { ParleyError } from '../../kernel/errors.ts';
import { REPORT_ACTIONS, REPORT_STATES, type ReportAction, type ReportState } from './model.ts';
import { resolve } from './resolve.ts';

/** What each action makes of a report; `null` where it is refused. */
const TABLE: Record<ReportState, Record<ReportAction, ReportState | null>> = {
  OPEN: { review: 'REVIEWING', dismiss: 'DISMISSED', warn: 'WARNED', disable: 'DISABLED' },
  REVIEWING: { review: 'REVIEWING', dismiss: 'DISMISSED', warn: 'WARNED', disable: 'DISABLED' },
  DISMISSED: { review: 'REVIEWING', dismiss: 'DISMISSED', warn: 'WARNED', disable: 'DISABLED' },
  WARNED: { review: null, dismiss: null, warn: 'WARNED', disable: 'DISABLED' },
  DISABLED: { review: null, dismiss: null, warn: null, disable: 'DISABLED' },
};

describe('what becomes of a report', () => {
  for (const state of REPORT_STATES) {
    for (const action of REPORT_ACTIONS) {
      const outcome = TABLE[state][action];
      it(`${state}, ${action}: ${outcome ?? 'refused'}`, () => {
        if (outcome !== null) {
          const is_new = outcome !== state;
          assert.deepEqual(resolve(state, action), { state: outcome, is_new });
          return;
        }
        assert.throws(
          () => resolve(state, action),
          (error: unknown) => error instanceof ParleyError && error.reason === 'REPORT_RESOLVED',
        );
      });
    }
  }
});
