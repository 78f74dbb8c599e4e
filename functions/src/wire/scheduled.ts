import type { Context } from '../context/context.ts';
import type { Schedule } from '../context/schedule.ts';
import { describe } from './callable-errors.ts';
import { loadScheduler } from './sdk.ts';

/** Long enough for a run that has fallen behind; a run stops by itself well before. */
const TIMEOUT_SECONDS = 300;

/** A run that failed is made again so often, this many seconds later at first; then the next is due. */
const RETRIES = 3;
const MIN_BACKOFF_SECONDS = 30;

/** Serves a schedule as a function that Cloud Scheduler calls. Its code is loaded with its first run. */
export function scheduled(context: () => Context, every: string, load: () => Promise<Schedule>) {
  const { onSchedule } = loadScheduler();
  const options = {
    schedule: every,
    timeoutSeconds: TIMEOUT_SECONDS,
    retryCount: RETRIES,
    minBackoffSeconds: MIN_BACKOFF_SECONDS,
  };
  return onSchedule(options, async () => {
    const ctx = context();
    try {
      await (await load()).handler(ctx);
    } catch (error) {
      ctx.log.error('A schedule failed and is to be retried', { cause: describe(error) });
      throw error;
    }
  });
}
