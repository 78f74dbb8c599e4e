import { isMap } from '../../store/field-paths.ts';
import type { Reader } from '../../store/reader.ts';
import { REMOVED, type Tx } from '../../store/transaction.ts';
import type { ClientConfig } from './model.ts';

function configRef(source: Reader) {
  return source.firestore.doc('config/client');
}

/** One read. */
export function readClientConfig(source: Reader): Promise<ClientConfig | undefined> {
  return source.get<ClientConfig>(configRef(source));
}

/** One write: all of it anew, in place of what was read. */
export function putClientConfig(
  tx: Tx,
  before: ClientConfig | undefined,
  config: ClientConfig,
): void {
  tx.merge(configRef(tx), inPlaceOf({ ...before }, { ...config }));
}

/** Maps are merged key by key, so the keys that are gone are named. */
function inPlaceOf(before: Record<string, unknown>, after: Record<string, unknown>): object {
  const gone = Object.keys(before).filter((key) => after[key] === undefined);
  const kept = Object.entries(after).map(([key, value]): [string, unknown] => {
    const former = before[key];
    return [key, isMap(former) && isMap(value) ? inPlaceOf(former, value) : value];
  });
  return Object.fromEntries([...kept, ...gone.map((key): [string, unknown] => [key, REMOVED])]);
}
