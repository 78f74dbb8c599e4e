import { LIMITS, type LimitName } from '../../config/limits.ts';
import type { Context } from '../../context/context.ts';
import { rateLimited } from '../../kernel/errors.ts';
import { putWindow, readWindows } from '../limits/store.ts';
import { countOne } from '../limits/window.ts';
import type { PhoneNumber } from './phone-number.ts';
import { countSpaced } from './spacing.ts';

interface Counted {
  limit: LimitName;
  key: string;
  /** In place of the limit's own. */
  max?: number;
}

/** After how many seconds the same requester may ask for another code for the same phone. */
export const RESEND_SECONDS = LIMITS.sms_by_phone_and_ip.seconds;

/**
 * Counts one text against everything that bounds how many are sent, before it is sent: by phone and
 * requester, and what a day may cost by number block, country and in all. A refused one counts for
 * nothing. What was counted stays counted when the sending fails, as a carrier that gave no answer may
 * have sent it nevertheless.
 *
 * One transaction of 7 reads and 7 writes, so a burst of requests never gets more than the limits.
 *
 * @throws ParleyError RATE_LIMITED with the longest wait
 */
export async function countSend(ctx: Context, phone: PhoneNumber, ip: string): Promise<void> {
  const { max_per_day, max_per_country_day, max_per_prefix_day } = ctx.config.phone;
  const counted: Counted[] = [
    { limit: 'sms_by_phone_and_ip', key: JSON.stringify([phone.e164, ip]) },
    { limit: 'sms_by_phone', key: phone.e164 },
    { limit: 'sms_by_phone_day', key: phone.e164 },
    { limit: 'sms_by_ip_day', key: ip },
    { limit: 'sms_by_prefix', key: phone.prefix, max: max_per_prefix_day },
    { limit: 'sms_by_country', key: phone.region, max: max_per_country_day },
    { limit: 'sms_by_project', key: '', max: max_per_day },
  ];
  const ids = counted.map(({ limit, key }) => ctx.hash('rate-limit', limit, key));
  await ctx.db.transact(async (tx) => {
    const now = ctx.clock.now();
    const windows = await readWindows(tx, ids);
    const decisions = counted.map(({ limit, max = LIMITS[limit].max }, index) => {
      const count = limit === 'sms_by_phone_and_ip' ? countSpaced : countOne;
      return count({ ...LIMITS[limit], max }, windows[index], now);
    });
    const waits = decisions.flatMap((decision) =>
      decision.allowed ? [] : [decision.retry_after_seconds],
    );
    if (waits.length > 0) throw rateLimited(Math.max(...waits));
    decisions.forEach((decision, index) => {
      if (decision.allowed) putWindow(tx, ids[index] ?? '', decision.window);
    });
  });
}
