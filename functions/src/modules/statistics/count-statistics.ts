import type { Context } from '../../context/context.ts';
import { schedule } from '../../context/schedule.ts';
import type { Counts, Statistics } from './model.ts';
import { countableUntil, dateOf, dayOf, periodFrom } from './periods.ts';
import { countMade, putStatistics, readStatistics } from './store.ts';

/** Days that a run catches up at most after an outage, so that it ends in time; the rest is the next one's. */
const MAX_DAYS = 31;

/**
 * Counts the users, chats and messages of the hours that have passed, by the index on `created`: nothing is
 * written where they are made. The total says up to when it is counted and is written with the day, so each
 * hour counts once, whatever runs twice, at once, or dies. The first run counts what there was before today.
 *
 * Costs 5 reads, 1 more for each thousand that were made, and 2 writes; 1 read where no hour has passed.
 */
export const countStatistics = schedule({
  name: 'countStatistics',
  summary: 'Count the users, chats and messages of the last hours',
  every: 'every 60 minutes',
  handler: async (ctx) => {
    for (let days = 0; days < MAX_DAYS && (await countNext(ctx)); days += 1);
  },
});

/** Counts on to the end of a day; answers whether there is more to count. */
function countNext(ctx: Context): Promise<boolean> {
  return ctx.db.transact(async (tx) => {
    const until = countableUntil(ctx.clock.now());
    const total = await readStatistics(tx, 'total');
    if (total === undefined) {
      const through = dayOf(until);
      putStatistics(tx, 'total', { ...(await countMade(tx, through)), through });
      return through.compare(until) < 0;
    }
    const from = total.through;
    if (from.compare(until) >= 0) return false;
    const through = periodFrom(from, until);
    const date = dateOf(from);
    const [made, day] = await Promise.all([countMade(tx, through, from), readStatistics(tx, date)]);
    putStatistics(tx, date, { ...sum(day, made), through });
    putStatistics(tx, 'total', { ...sum(total, made), through });
    return through.compare(until) < 0;
  });
}

function sum(before: Statistics | undefined, { users, chats, messages }: Counts): Counts {
  return {
    users: (before?.users ?? 0) + users,
    chats: (before?.chats ?? 0) + chats,
    messages: (before?.messages ?? 0) + messages,
  };
}
