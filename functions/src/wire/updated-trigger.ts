import type { Context } from '../context/context.ts';
import type { UpdatedTrigger } from '../context/trigger.ts';
import { describe } from './callable-errors.ts';
import { paramsOf } from './created-trigger.ts';
import { loadFirestoreProvider } from './sdk.ts';

/** What reacts may go through thousands of documents; what is left is done by the retry. */
const TIMEOUT_SECONDS = 300;

/** Serves a reaction to updated documents, with retries; see `createdTrigger`. */
export function updatedTrigger<D extends string, P extends string>(
  context: () => Context,
  document: D,
  load: () => Promise<UpdatedTrigger<P>>,
) {
  const { onDocumentUpdated } = loadFirestoreProvider();
  const options = { document: document as string, retry: true, timeoutSeconds: TIMEOUT_SECONDS };
  return onDocumentUpdated(options, async (event) => {
    const ctx = context();
    // An updated document always has both; an event without them could never be handled.
    if (event.data === undefined) return;
    const [trigger, { decode }] = await Promise.all([load(), import('../store/codec.ts')]);
    const fieldsOf = (data: unknown) => decode(data) as Record<string, unknown>;
    const before = fieldsOf(event.data.before.data());
    const data = fieldsOf(event.data.after.data());
    try {
      const params = paramsOf<P>(document, event.data.after.ref.path);
      await trigger.handler(ctx, { id: event.id, params, before, data });
    } catch (error) {
      ctx.log.error('A trigger failed and is to be retried', { cause: describe(error) });
      throw error;
    }
  });
}
