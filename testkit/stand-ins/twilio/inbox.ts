import type { Sms } from './types.ts';

/** Which messages and calls are meant; an absent field means all. */
export type SmsFilter = {
  account?: string | undefined;
  /** E.164 */
  to?: string | undefined;
  /** `OK`, or the failure that was answered. */
  answered?: string | undefined;
};

/** Tells those that the filter means. */
export function matching(filter: SmsFilter): (sms: Sms) => boolean {
  return (sms) =>
    (filter.account === undefined || filter.account === sms.account) &&
    (filter.to === undefined || filter.to === sms.to) &&
    (filter.answered === undefined || filter.answered === sms.answer);
}
