import type { Clock } from '../../kernel/clock.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { QueryReader } from '../../store/reader.ts';
import type { Revocation, RevocationReason } from './model.ts';
import { listRevocations } from './store.ts';

/** How long an instance may trust what it knows, in seconds: half of the minute we promise. */
const MAX_AGE_SECONDS = 30;

/** Overlap of two looks, in seconds, as instances' clocks differ. */
const OVERLAP_SECONDS = 10;

/**
 * Which tokens are void before their time. A token is checked against this list in memory; the list is
 * brought up to date by one query at most every 30 s for each instance, which reads the revocations
 * since the last look and mostly finds none. So checking a request costs no read in the common case,
 * and the cost does not grow with users or requests.
 *
 * It fails closed: while the list cannot be read, no request that needs it is let through, and each
 * tries anew. A disabled user must not gain from an outage, and without Firestore there is hardly an
 * endpoint that could serve anybody.
 */
export class Revocations {
  readonly #db: QueryReader;
  readonly #clock: Clock;
  readonly #longest_seconds: number;
  readonly #known = new Map<string, Revocation>();
  #looked: Instant | undefined;
  #looking: Promise<void> | undefined;
  #is_stale = false;

  /** @param longest_seconds how long at most a revocation concerns any token */
  constructor(db: QueryReader, clock: Clock, longest_seconds: number) {
    this.#db = db;
    this.#clock = clock;
    this.#longest_seconds = longest_seconds;
  }

  /** Why a token of this session is void, or `undefined`. At most {@link MAX_AGE_SECONDS} old. */
  async reasonFor(uid: string, sid: string): Promise<RevocationReason | undefined> {
    const now = this.#clock.now();
    const age = this.#looked?.plusSeconds(MAX_AGE_SECONDS).compare(now) ?? -1;
    if (age < 0 || this.#is_stale) await (this.#looking ??= this.#look(now));
    for (const id of [uid, sid]) {
      const revocation = this.#known.get(id);
      if (revocation?.active === true) return revocation.reason;
    }
    return undefined;
  }

  /** Has this instance look before its next answer, as it has just written one. The others have their 30 s. */
  renew(): void {
    this.#is_stale = true;
  }

  async #look(now: Instant): Promise<void> {
    this.#is_stale = false;
    try {
      const since =
        this.#looked?.plusSeconds(-OVERLAP_SECONDS) ?? now.plusSeconds(-this.#longest_seconds);
      const found = await listRevocations(this.#db, new Date(since.toMillis()));
      for (const revocation of found) this.#known.set(revocation.sid ?? revocation.uid, revocation);
      this.#looked = now;
      for (const [id, { expires_at }] of this.#known) {
        if (expires_at.compare(now) <= 0) this.#known.delete(id);
      }
    } catch (error) {
      this.#is_stale = true;
      throw error;
    } finally {
      this.#looking = undefined;
    }
  }
}
