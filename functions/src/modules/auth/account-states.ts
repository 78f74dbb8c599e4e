import type { Clock } from '../../kernel/clock.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { RevocationReason } from './model.ts';

/** How long it is believed that somebody is let in, in seconds: the minute that we promise. */
const MAX_AGE_SECONDS = 60;

/** How long that somebody is not: as long as it takes all instances to hear that he is again. */
const MAX_REFUSED_SECONDS = 30;

/** At most so many are remembered, those looked up last; each is some 200 bytes. */
const MAX_KNOWN = 10_000;

/** What Firebase Auth says of an account; `UNKNOWN` where it cannot be asked. */
export type AccountState = 'ACTIVE' | 'UNKNOWN' | Exclude<RevocationReason, 'SIGNED_OUT'>;

interface Known {
  state: Promise<AccountState>;
  /** Until when it is believed. */
  until: Instant;
}

/**
 * What an instance knows of its callers' accounts. Whoever is disabled or deleted by an endpoint of ours is
 * known by a revocation; this is for what is done in Firebase Auth itself, by the console or an SDK. So
 * each user costs an instance one look-up in a minute, and no document.
 */
export class AccountStates {
  readonly #clock: Clock;
  readonly #known = new Map<string, Known>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** At most {@link MAX_AGE_SECONDS} old. Requests at once share one look-up; one that fails is not kept. */
  async stateOf(uid: string, look: () => Promise<AccountState>): Promise<AccountState> {
    const now = this.#clock.now();
    const known = this.#known.get(uid);
    if (known !== undefined && known.until.compare(now) > 0) return known.state;
    // By when it began: what changes while it is under way may be missed by it.
    const entry: Known = { state: look(), until: now.plusSeconds(MAX_AGE_SECONDS) };
    this.#known.delete(uid);
    this.#known.set(uid, entry);
    const [oldest] = this.#known.keys();
    if (this.#known.size > MAX_KNOWN && oldest !== undefined) this.#known.delete(oldest);
    try {
      const state = await entry.state;
      const refused = state !== 'ACTIVE' && state !== 'UNKNOWN';
      if (refused) entry.until = now.plusSeconds(MAX_REFUSED_SECONDS);
      return state;
    } catch (error) {
      if (this.#known.get(uid) === entry) this.#known.delete(uid);
      throw error;
    }
  }
}
