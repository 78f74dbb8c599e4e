import type { Clock } from '../../kernel/clock.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Reader } from '../../store/reader.ts';
import type { Window } from './model.ts';
import { readClientConfig } from './store.ts';
import { windowsFrom } from './windows.ts';

/** How long an instance goes by what it knows, in seconds. */
const MAX_AGE_SECONDS = 30;

/** Hours on one day of the week, left out by the clock once, come again within this. */
const HORIZON_DAYS = 15;

/**
 * What an instance knows of the active hours. They are read at most every 30 s, and only by those who ask, so
 * that a request costs no read in the common case; by when they begin and end it goes to the second. While
 * they cannot be read nobody is let through: whatever asks needs Firestore anyway.
 */
export class KnownConfig {
  readonly #db: Reader;
  readonly #clock: Clock;
  #looked: Instant | undefined;
  #looking: Promise<void> | undefined;
  /** `undefined` where there are no hours to keep to. */
  #windows: Window[] | undefined;

  constructor(db: Reader, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** When active hours begin again; `null` where it is within them, or none are enabled. */
  async opensAt(): Promise<Instant | null> {
    const now = this.#clock.now();
    const stale = this.#looked?.plusSeconds(MAX_AGE_SECONDS).compare(now) ?? -1;
    if (stale < 0) await (this.#looking ??= this.#look(now));
    if (this.#windows === undefined) return null;
    const next = this.#windows.find(({ to }) => to.compare(now) > 0);
    if (next === undefined) return now.plusSeconds(HORIZON_DAYS * 86_400);
    return next.from.compare(now) > 0 ? next.from : null;
  }

  async #look(now: Instant): Promise<void> {
    try {
      const hours = (await readClientConfig(this.#db))?.active_hours;
      this.#windows = hours?.enabled === true ? windowsFrom(hours, now, HORIZON_DAYS) : undefined;
      this.#looked = now;
    } finally {
      this.#looking = undefined;
    }
  }
}
