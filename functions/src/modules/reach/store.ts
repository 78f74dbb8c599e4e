import type { Reader } from '../../store/reader.ts';
import type { Tx } from '../../store/transaction.ts';
import type { Reach } from './model.ts';

function reachRef(source: Reader, reach_id: string) {
  return source.firestore.collection('reach').doc(reach_id);
}

/** Who can be found by each of these `reachId`s. One read each, in one round trip; none for none. */
export async function reachOf(
  source: Reader,
  reach_ids: readonly string[],
): Promise<(Reach | undefined)[]> {
  if (reach_ids.length === 0) return [];
  const found = await source.getAll(reach_ids.map((id) => reachRef(source, id)));
  return found as (Reach | undefined)[];
}

/** One write, over whoever had it before: Firebase Auth gives an address or a number to one account. */
export function putReach(tx: Tx, reach_id: string, reach: Reach): void {
  tx.merge(reachRef(tx, reach_id), reach);
}

/** One delete, for one that was read: it may be somebody else's by now. */
export function deleteReach(tx: Tx, reach_id: string): void {
  tx.delete(reachRef(tx, reach_id));
}
