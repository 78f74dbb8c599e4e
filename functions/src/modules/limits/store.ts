import type { Reader } from '../../store/reader.ts';
import type { Tx } from '../../store/transaction.ts';
import type { LimitWindow } from './window.ts';

function windowRef(source: Reader, id: string) {
  return source.firestore.collection('rate-limits').doc(id);
}

/** One read each, in one round trip. */
export async function readWindows(
  source: Reader,
  ids: string[],
): Promise<(LimitWindow | undefined)[]> {
  return (await source.getAll(ids.map((id) => windowRef(source, id)))) as (
    LimitWindow | undefined
  )[];
}

/** One write. */
export function putWindow(tx: Tx, id: string, window: LimitWindow): void {
  tx.merge(windowRef(tx, id), window);
}
