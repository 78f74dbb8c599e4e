/**
 * A point in time with Firestore's own resolution, free of any SDK type, so that decisions stay pure.
 * The store turns it into a Firestore `Timestamp` and back.
 */
export class Instant {
  /** Whole seconds since the Unix epoch. */
  readonly seconds: number;
  /** 0 to 999,999,999. */
  readonly nanoseconds: number;

  constructor(seconds: number, nanoseconds: number) {
    this.seconds = seconds;
    this.nanoseconds = nanoseconds;
  }

  /** @param millis milliseconds since the Unix epoch */
  static fromMillis(millis: number): Instant {
    const seconds = Math.floor(millis / 1000);
    return new Instant(seconds, Math.round(millis - seconds * 1000) * 1_000_000);
  }

  /** @param text RFC 3339, of which milliseconds count; times before 1970 become 1970 */
  static fromRfc3339(text: string): Instant {
    return Instant.fromMillis(Math.max(0, Date.parse(text)));
  }

  /** Milliseconds since the Unix epoch, rounded down. */
  toMillis(): number {
    return this.seconds * 1000 + Math.floor(this.nanoseconds / 1_000_000);
  }

  /** RFC 3339 in UTC with milliseconds, the form of every time on the wire. */
  toRfc3339(): string {
    return new Date(this.toMillis()).toISOString();
  }

  /** @param seconds may be negative */
  plusSeconds(seconds: number): Instant {
    return new Instant(this.seconds + seconds, this.nanoseconds);
  }

  /** The next point in time that Firestore can tell from this one: a microsecond later. */
  next(): Instant {
    const nanoseconds = this.nanoseconds + 1000;
    return nanoseconds < 1e9
      ? new Instant(this.seconds, nanoseconds)
      : new Instant(this.seconds + 1, nanoseconds - 1e9);
  }

  /** Negative when this is earlier than `other`, 0 when equal, positive when later. */
  compare(other: Instant): number {
    return this.seconds - other.seconds || this.nanoseconds - other.nanoseconds;
  }
}

/** The later of the two; `b` may be missing. */
export function latest(a: Instant, b: Instant | null): Instant {
  return b !== null && b.compare(a) > 0 ? b : a;
}
