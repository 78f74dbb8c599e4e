import type { Context } from './context.ts';

/** A document change as delivered: at least once, in any order, possibly long after the change. */
export interface DocumentEvent<P extends string> {
  id: string;
  params: Record<P, string>;
  /** The document's fields at the time of the change, times as `Instant`. */
  data: Record<string, unknown>;
}

/**
 * A reaction to a created document. The handler must be idempotent by document state: it may run
 * twice, concurrently, out of order, and again after a crash at any point. Throwing asks the platform
 * to deliver again (for 24 hours, with a backoff of 10 to 600 s).
 */
export interface CreatedTrigger<P extends string> {
  document: string;
  handler: (ctx: Context, event: DocumentEvent<P>) => Promise<void>;
}

/** A change of a document that was there before and still is. */
export interface UpdateEvent<P extends string> extends DocumentEvent<P> {
  /** The document's fields before the change. */
  before: Record<string, unknown>;
}

/** A reaction to a changed document; as {@link CreatedTrigger}. */
export interface UpdatedTrigger<P extends string> {
  document: string;
  handler: (ctx: Context, event: UpdateEvent<P>) => Promise<void>;
}
