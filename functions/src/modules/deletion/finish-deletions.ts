import { schedule } from '../../context/schedule.ts';
import { failuresOf, throwFailures } from '../../kernel/failures.ts';
import { continueDeletion } from './continue-deletion.ts';
import { listDueDeletions } from './store.ts';

/** What a run looks at; the rest is the next one's. */
const PAGE = 20;

/**
 * Goes on with deletions that stand still, as their task was lost, and with those whose second round is due.
 *
 * Costs {@link continueDeletion} and 1 read for each; 1 read where none is due.
 */
export const finishDeletions = schedule({
  name: 'finishDeletions',
  summary: 'Go on with deletions of accounts that stand still or are due once more',
  every: 'every 15 minutes',
  handler: async (ctx) => {
    const due = await listDueDeletions(ctx.db, ctx.clock.now(), PAGE);
    throwFailures(await failuresOf(due, 1, ({ uid }) => continueDeletion(ctx, uid)), 'deletions');
  },
});
