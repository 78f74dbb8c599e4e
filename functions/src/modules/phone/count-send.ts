import { LIMITS } from '../../config/limits.ts';
import type { Context } from '../../context/context.ts';
import { enforceLimits } from '../limits/enforce.ts';
import type { PhoneNumber } from './phone-number.ts';
import { countSpaced } from './spacing.ts';

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
export function countSend(ctx: Context, phone: PhoneNumber, ip: string): Promise<void> {
  const { max_per_day, max_per_country_day, max_per_prefix_day } = ctx.config.phone;
  const pair = JSON.stringify([phone.e164, ip]);
  return enforceLimits(ctx, [
    { limit: 'sms_by_phone_and_ip', key: pair, count: countSpaced },
    { limit: 'sms_by_phone', key: phone.e164 },
    { limit: 'sms_by_phone_day', key: phone.e164 },
    { limit: 'sms_by_ip_day', key: ip },
    { limit: 'sms_by_prefix', key: phone.prefix, max: max_per_prefix_day },
    { limit: 'sms_by_country', key: phone.region, max: max_per_country_day },
    { limit: 'sms_by_project', key: '', max: max_per_day },
  ]);
}
