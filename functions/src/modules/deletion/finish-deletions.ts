import { schedule } from '../../context/schedule.ts';
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
    const failures: unknown[] = [];
    for (const { uid } of await listDueDeletions(ctx.db, ctx.clock.now(), PAGE)) {
      // One that fails does not keep the others from it.
      await continueDeletion(ctx, uid).catch((error: unknown) => failures.push(error));
    }
    if (failures.length === 0) return;
    throw new AggregateError(failures, `${failures.length} failed, the first by: ${failures[0]}`);
  },
});
