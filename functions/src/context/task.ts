import type { z } from 'zod';

import type { Instant } from '../kernel/instant.ts';
import type { Context } from './context.ts';

/**
 * Work that is put off, to be done once for all who ask for it meanwhile. The handler must be idempotent
 * by document state: it may run late, twice, concurrently, or again after a crash at any point. Throwing
 * asks the platform to run it again.
 */
export interface Task<I> {
  /** The function's public name, and its queue's. */
  name: string;
  /** One line on what it is for. */
  summary: string;
  input: z.ZodType<I>;
  handler: (ctx: Context, input: I) => Promise<void>;
}

/** Holds a declaration to its type. */
export function task<I>(definition: Task<I>): Task<I> {
  return definition;
}

/** One task to be run. */
export interface QueuedTask {
  /** Of several with the same id only the first is taken, also when it has run already. */
  id: string;
  /** Not before then, as far as the queue can. */
  due: Instant;
  /** JSON. */
  data: object;
}

/** Where tasks wait. */
export interface TaskQueues {
  /** Puts a task into the queue of that name, unless it was there before. Throws when it cannot. */
  enqueue(name: string, task: QueuedTask): Promise<void>;
}
