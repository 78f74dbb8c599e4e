import type { Context } from '../context/context.ts';
import type { CreatedTrigger } from '../context/trigger.ts';
import { describe } from './callable-errors.ts';
import { loadFirestoreProvider } from './sdk.ts';

/** FCM's client tries five times over up to 82 s (measured) where no answer comes at all. */
const TIMEOUT_SECONDS = 120;

/**
 * Serves a reaction to created documents. Retries are on: without them the platform drops an event
 * whose handler failed.
 */
export function createdTrigger<D extends string, P extends string>(
  context: () => Context,
  document: D,
  load: () => Promise<CreatedTrigger<P>>,
) {
  const { onDocumentCreated } = loadFirestoreProvider();
  const options = { document: document as string, retry: true, timeoutSeconds: TIMEOUT_SECONDS };
  return onDocumentCreated(options, async (event) => {
    const ctx = context();
    // A created document always has data; an event without it could never be handled.
    if (event.data === undefined) return;
    const [trigger, { decode }] = await Promise.all([load(), import('../store/codec.ts')]);
    const data = decode(event.data.data()) as Record<string, unknown>;
    try {
      const params = paramsOf<P>(document, event.data.ref.path);
      await trigger.handler(ctx, { id: event.id, params, data });
    } catch (error) {
      ctx.log.error('A trigger failed and is to be retried', { cause: describe(error) });
      throw error;
    }
  });
}

/**
 * The values of the pattern's `{params}` in a document's path. The path is that of the payload: the
 * event's own `params` come from an HTTP header and are wrong for ids beyond ASCII
 * (https://github.com/firebase/firebase-functions/issues/1459).
 */
export function paramsOf<P extends string>(pattern: string, path: string): Record<P, string> {
  const ids = path.split('/');
  const params = pattern.split('/').flatMap((segment, index): [string, string | undefined][] => {
    const name = /^\{(\w+)\}$/.exec(segment)?.[1];
    return name === undefined ? [] : [[name, ids[index]]];
  });
  return Object.fromEntries(params) as Record<P, string>;
}
