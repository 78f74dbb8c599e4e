import type { Clock } from '../functions/src/kernel/clock.ts';
import { Instant } from '../functions/src/kernel/instant.ts';

/** A clock that stands still until a test moves it. */
export interface FakeClock extends Clock {
  advance(seconds: number): void;
  set(instant: Instant): void;
  /** How long was asked to pause, each time; nobody waits for it. */
  readonly pauses: number[];
}

/** Starts at the real time, so that `created` of direct writes (server time) compares sensibly. */
export function fakeClock(start: Instant = Instant.fromMillis(Date.now())): FakeClock {
  let now = start;
  const pauses: number[] = [];
  return {
    pauses,
    pause: (ms) => Promise.resolve(pauses.push(ms)),
    now: () => now,
    advance: (seconds) => {
      now = now.plusSeconds(seconds);
    },
    set: (instant) => {
      now = instant;
    },
  };
}
