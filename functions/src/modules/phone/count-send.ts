import { LIMITS, type Limit, type LimitName } from '../../config/limits.ts';
import type { Context } from '../../context/context.ts';
import type { Instant } from '../../kernel/instant.ts';
import { enforceLimits, type Counted } from '../limits/enforce.ts';
import { countOne, type LimitDecision, type LimitWindow } from '../limits/window.ts';
import type { PhoneNumber } from './phone-number.ts';
import { countSpaced } from './spacing.ts';

/** After how many seconds the same requester may ask for another code for the same phone. */
export const RESEND_SECONDS = LIMITS.sms_by_phone_and_ip.spacing;

/** What numbers nobody has signed in with may use of the caps that all share; the rest is a reserve. */
const OPEN_SHARE = 0.8;

/**
 * What is to be done: send; send out of the reserve; or only seem to. The last two must not be told
 * apart, as they tell whether the number has an account.
 */
export type Sending = 'open' | 'reserved' | 'withheld';

/**
 * Counts one text against everything that bounds how many are sent, before it is sent: by phone,
 * number block and requester, and what a day may cost by number block, country and in all. A refused one counts for
 * nothing. What was counted stays counted when the sending fails, as a carrier that gave no answer may
 * have sent it nevertheless.
 *
 * Of the caps that all share, a part is for numbers of accounts: whoever uses up the rest keeps nobody
 * out who was here before. Once only that part is left, it is looked whether there is an account. From
 * then on nobody is refused because of a cap, which would tell who has used it: known and unknown
 * numbers get the same answer for the same reads and writes, whether there is any left or not.
 *
 * One transaction of 8 reads and 8 writes, so a burst of requests never gets more than the limits; 8
 * reads more out of the reserve.
 *
 * @throws ParleyError RATE_LIMITED with the longest wait, by a limit of the number or the requester
 */
export async function countSend(ctx: Context, phone: PhoneNumber, ip: string): Promise<Sending> {
  const own = ownLimits(phone, ip);
  const within = new Map<LimitName, boolean>();
  const open = sharedCaps(ctx, phone).map((cap): Counted => ({
    ...cap,
    count: (limit, window, now) => {
      const max = Math.max(1, Math.floor(limit.max * OPEN_SHARE));
      const decision = countOne({ ...limit, max }, window, now);
      within.set(cap.limit, decision.allowed);
      return decision;
    },
  }));
  try {
    await enforceLimits(ctx, [...own, ...open]);
    return 'open';
  } catch (error) {
    // By a limit of its own, or by no limit at all.
    if (![...within.values()].includes(false)) throw error;
  }
  const is_known = (await ctx.accounts.findByPhone(phone.e164)) !== undefined;
  const left = new Map<LimitName, boolean>();
  const reserve = sharedCaps(ctx, phone).map((cap): Counted => ({
    ...cap,
    count: (limit, window, now) => {
      const decision = countOne(limit, window, now);
      left.set(cap.limit, decision.allowed);
      return is_known && decision.allowed ? decision : unchanged(limit, window, now);
    },
  }));
  await enforceLimits(ctx, [...own, ...reserve]);
  ctx.log.warn('Codes are kept for known numbers, as the caps of the day are reached', {
    caps: [...within].flatMap(([cap, is_within]) => (is_within ? [] : [cap])),
  });
  return is_known && ![...left.values()].includes(false) ? 'reserved' : 'withheld';
}

function ownLimits(phone: PhoneNumber, ip: string): Counted[] {
  const pair = JSON.stringify([phone.e164, ip]);
  return [
    { limit: 'sms_by_phone_and_ip', key: pair, count: countSpaced },
    { limit: 'sms_by_phone', key: phone.e164 },
    { limit: 'sms_by_phone_day', key: phone.e164 },
    { limit: 'sms_by_prefix_and_ip', key: JSON.stringify([phone.prefix, ip]) },
    { limit: 'sms_by_ip_day', key: ip },
  ];
}

function sharedCaps(ctx: Context, phone: PhoneNumber): Counted[] {
  const { max_per_day, max_per_country_day, max_per_prefix_day } = ctx.config.phone;
  return [
    { limit: 'sms_by_prefix', key: phone.prefix, max: max_per_prefix_day },
    { limit: 'sms_by_country', key: phone.region, max: max_per_country_day },
    { limit: 'sms_by_project', key: '', max: max_per_day },
  ];
}

/** The same work, and nothing counted. */
function unchanged(limit: Limit, window: LimitWindow | undefined, now: Instant): LimitDecision {
  const expires_at = now.plusSeconds(limit.seconds);
  const none = { start: 0, count: 0, previous: 0, expires_at };
  return { allowed: true, window: window ?? none };
}
