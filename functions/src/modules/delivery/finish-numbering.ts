import { schedule } from '../../context/schedule.ts';
import { failuresOf, throwFailures } from '../../kernel/failures.ts';
import { listLeftBehind } from '../messages/numbering-store.ts';
import { numberWaiting } from './number-waiting.ts';

/** Long enough for a task to come by itself. */
const LATE_SECONDS = 60;

/** What a run looks at; the rest is the next one's. */
const PAGE = 500;
const AT_ONCE = 5;

/**
 * Numbers what no task has numbered, and brings to the members what no task has brought there: the net
 * beneath the tasks, for those that were lost. Both are found by an index that holds nothing else.
 *
 * Costs {@link numberWaiting} for each group left behind, and 1 read for each message that waits; 2 reads
 * where none is.
 */
export const finishNumbering = schedule({
  name: 'finishNumbering',
  summary: 'Number what the tasks of busy groups have left behind',
  every: 'every 1 minutes',
  handler: async (ctx) => {
    const before = ctx.clock.now().plusSeconds(-LATE_SECONDS);
    const chat_ids = await listLeftBehind(ctx.db, before, PAGE);
    throwFailures(
      await failuresOf(chat_ids, AT_ONCE, (chat_id) => numberWaiting(ctx, chat_id)),
      'chats',
    );
  },
});
