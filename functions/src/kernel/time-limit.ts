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
