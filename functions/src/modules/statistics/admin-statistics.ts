import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { ParleyError } from '../../kernel/errors.ts';
import { Instant } from '../../kernel/instant.ts';
import type { Statistics } from './model.ts';
import { dateOf } from './periods.ts';
import { listDays, readStatistics } from './store.ts';

const [USUAL_DAYS, MAX_DAYS] = [30, 92];
const DAY = 86_400;

const date = z.iso.date('must be YYYY-MM-DD');

const input = z.strictObject({
  from: date.optional().meta({ description: `By UTC; ${USUAL_DAYS} days when left out` }),
  to: date.optional().meta({ description: 'By UTC; today when left out' }),
});

const counts = {
  users: z.int(),
  chats: z.int(),
  messages: z.int(),
  through: z.iso.datetime().meta({ description: 'Up to when they are counted' }),
};

const output = z.object({
  days: z.array(z.object({ date, ...counts }).meta({ id: 'DayStatistics' })),
  total: z
    .object(counts)
    .nullable()
    .meta({ description: 'Of all days; null before the first count' }),
});

/**
 * How many users, chats and messages were made on each of the days that were counted, at most 92, and ever.
 * They are counted every hour. Costs 1 read for each day, at least 1, and 1 for the total.
 *
 * Errors: FIELDS_INVALID, ADMIN_ONLY.
 */
export const adminStatistics = endpoint({
  name: 'adminStatistics',
  summary: 'Count users, chats and messages by day',
  auth: 'admin',
  input,
  output,
  handler: async (ctx, asked) => {
    const { to = dateOf(ctx.clock.now()) } = asked;
    const { from = dateOf(Instant.fromRfc3339(to).plusSeconds(-(USUAL_DAYS - 1) * DAY)) } = asked;
    assertRange(from, to);
    const [days, total] = await Promise.all([
      listDays(ctx.db, from, to),
      readStatistics(ctx.db, 'total'),
    ]);
    return {
      days: days.map((day) => ({ date: day.date, ...onTheWire(day) })),
      total: total === undefined ? null : onTheWire(total),
    };
  },
});

function assertRange(from: string, to: string): void {
  const days = (Date.parse(to) - Date.parse(from)) / (DAY * 1000) + 1;
  const problem = (field: string, message: string) =>
    new ParleyError('FIELDS_INVALID', [{ field, message }]);
  if (days < 1) throw problem('to', 'must not be before from');
  if (days > MAX_DAYS) throw problem('from', `must be at most ${MAX_DAYS} days before to`);
}

function onTheWire({ users, chats, messages, through }: Statistics) {
  return { users, chats, messages, through: through.toRfc3339() };
}
