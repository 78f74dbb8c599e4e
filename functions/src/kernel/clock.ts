import { setTimeout as delay } from 'node:timers/promises';

import { Instant } from './instant.ts';

/** Where time comes from. Nothing in the product reads the system clock but `systemClock`. */
export interface Clock {
  now(): Instant;
  /** Resolves so many milliseconds later. */
  pause(ms: number): Promise<unknown>;
}

export const systemClock: Clock = {
  now: () => Instant.fromMillis(Date.now()),
  pause: (ms) => delay(ms),
};
