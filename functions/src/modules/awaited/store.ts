import type { Reader } from '../../store/reader.ts';
import type { Tx } from '../../store/transaction.ts';
import type { Awaited } from './model.ts';

function awaitedRef(source: Reader, id: string) {
  return source.firestore.collection('awaited').doc(id);
}

/** One read each, in one round trip; none for none. */
export async function readAwaited(
  source: Reader,
  ids: readonly string[],
): Promise<(Awaited | undefined)[]> {
  if (ids.length === 0) return [];
  return (await source.getAll(ids.map((id) => awaitedRef(source, id)))) as (Awaited | undefined)[];
}

/** One write, over an earlier one. */
export function putAwaited(tx: Tx, id: string, awaited: Awaited): void {
  tx.merge(awaitedRef(tx, id), awaited);
}

/** One delete. */
export function deleteAwaited(tx: Tx, id: string): void {
  tx.delete(awaitedRef(tx, id));
}
