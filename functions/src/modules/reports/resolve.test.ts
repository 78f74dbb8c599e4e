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
      const report = { state, handled_by: 'boss' };
      it(`${state}, ${action}: ${outcome ?? 'refused'}`, () => {
        if (outcome !== null) {
          const is_new = outcome !== state;
          assert.deepEqual(resolve(report, action, 'boss'), { state: outcome, is_new });
          return;
        }
        assert.throws(
          () => resolve(report, action, 'boss'),
          (error: unknown) => error instanceof ParleyError && error.reason === 'REPORT_RESOLVED',
        );
      });
    }
  }

  it('anew is what another admin takes over, and nothing else that he does again', () => {
    const of = (state: ReportState, action: ReportAction) =>
      resolve({ state, handled_by: 'boss' }, action, 'chief');
    assert.deepEqual(of('REVIEWING', 'review'), { state: 'REVIEWING', is_new: true });
    assert.deepEqual(of('DISMISSED', 'dismiss'), { state: 'DISMISSED', is_new: false });
    assert.deepEqual(of('WARNED', 'warn'), { state: 'WARNED', is_new: false });
    assert.deepEqual(of('DISABLED', 'disable'), { state: 'DISABLED', is_new: false });
  });
});
