import type { Context } from './context.ts';

/**
 * Work that is due by the clock and not by a request. The handler must be idempotent by document state:
 * it may run late, twice, or again after a crash at any point. Throwing asks the platform to run it
 * again; what it leaves undone is found by its next run.
 */
export interface Schedule {
  /** The function's public name. */
  name: string;
  /** One line on what it is for. */
  summary: string;
  /** How often: unix-cron, or App Engine's `every 15 minutes`. */
  every: string;
  handler: (ctx: Context) => Promise<void>;
}

/** Holds a declaration to its type. */
export function schedule(definition: Schedule): Schedule {
  return definition;
}
