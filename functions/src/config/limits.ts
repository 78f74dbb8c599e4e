/** At most `max` in any `seconds`. */
export interface Limit {
  max: number;
  seconds: number;
}

/**
 * Every rate limit there is. Each is a sliding window by the key that its endpoint names; the keys are
 * kept as keyed hashes. Normal use stays far below: an office behind one address may sign in 30 times
 * a minute and register 20 accounts an hour, with room to spare.
 */
export const LIMITS = {
  sign_in_by_ip: { max: 60, seconds: 60 },
  sign_in_by_account: { max: 30, seconds: 60 },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof LIMITS;
