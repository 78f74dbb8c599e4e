import { ParleyError } from './errors.ts';

/**
 * Waits for a service outside, but not for long. What it still answers after that is ignored.
 *
 * @param limit_ms milliseconds
 * @throws ParleyError UPSTREAM_UNAVAILABLE when the time is over
 */
export async function withinTime<T>(limit_ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new ParleyError('UPSTREAM_UNAVAILABLE')), limit_ms);
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * One time limit for several waits: it begins now, and each wait has what is left of it.
 *
 * @param limit_ms milliseconds
 * @returns {@link withinTime} until that moment
 */
export function timeLimit(limit_ms: number): <T>(work: Promise<T>) => Promise<T> {
  const end = performance.now() + limit_ms;
  return (work) => withinTime(Math.max(0, end - performance.now()), work);
}
