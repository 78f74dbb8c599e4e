import type { Context } from '../context/context.ts';
import type { Task } from '../context/task.ts';
import { describe } from './callable-errors.ts';
import { loadTasks } from './sdk.ts';

/** FCM's client alone tries for up to 82 s (measured) where no answer comes at all. */
const TIMEOUT_SECONDS = 300;

/** A task that failed is run again for a day, a second later at first and once in five minutes at last. */
const RETRIES = {
  maxAttempts: 100,
  maxRetrySeconds: 86_400,
  minBackoffSeconds: 1,
  maxBackoffSeconds: 300,
};

/**
 * Serves a task as a function that Cloud Tasks calls, and nobody else may. Its code is loaded with its
 * first run. What does not fit the schema fails like anything else: only we put tasks into a queue.
 */
export function dispatched(context: () => Context, load: () => Promise<Task<unknown>>) {
  const { onTaskDispatched } = loadTasks();
  const options = { timeoutSeconds: TIMEOUT_SECONDS, retryConfig: RETRIES };
  return onTaskDispatched(options, async ({ data }) => {
    const ctx = context();
    try {
      const task = await load();
      await task.handler(ctx, task.input.parse(data));
    } catch (error) {
      ctx.log.error('A task failed and is to be retried', { cause: describe(error) });
      throw error;
    }
  });
}
