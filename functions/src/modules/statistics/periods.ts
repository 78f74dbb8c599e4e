import { Instant } from '../../kernel/instant.ts';

const [HOUR, DAY] = [3600, 86_400];

/**
 * An hour is counted once it has been over for so many seconds: who writes `created` by his own clock commits
 * a little later.
 */
const MARGIN_SECONDS = 600;

/** The last full hour that can be counted. */
export function countableUntil(now: Instant): Instant {
  return floor(now.seconds - MARGIN_SECONDS, HOUR);
}

/** The beginning of a moment's day, by UTC. */
export function dayOf(moment: Instant): Instant {
  return floor(moment.seconds, DAY);
}

/** Its name, `YYYY-MM-DD`. */
export function dateOf(moment: Instant): string {
  return moment.toRfc3339().slice(0, 10);
}

/** From `from` on what is counted at once: up to `until`, and no further than to the end of the day. */
export function periodFrom(from: Instant, until: Instant): Instant {
  const end = dayOf(from).plusSeconds(DAY);
  return end.compare(until) < 0 ? end : until;
}

function floor(seconds: number, step: number): Instant {
  return new Instant(Math.floor(seconds / step) * step, 0);
}
