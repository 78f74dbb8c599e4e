import { Instant } from './instant.ts';

/** Where time comes from. Nothing in the product reads the system clock but `systemClock`. */
export interface Clock {
  now(): Instant;
}

export const systemClock: Clock = {
  now: () => Instant.fromMillis(Date.now()),
};
