import type { Query, QueryDocumentSnapshot } from 'firebase/firestore';

import { onSnapshot } from './counted.ts';
import type { Watcher } from './documents.ts';

/** Who sees a list, and whether it is what this device has kept, which may not be all. */
export interface ListWatcher<T> extends Pick<Watcher<T[]>, 'fail'> {
  show: (value: T[], fromCache: boolean) => void;
}

// docs: list
/** Shows at once what this device has of a list. That there is nothing in it, only the server can say. */
export function followList<T>(
  list: Query,
  read: (found: QueryDocumentSnapshot) => T,
  { show, fail }: ListWatcher<T>,
) {
  return onSnapshot(
    list,
    // So that the server's answer is told from what is kept here, and what waits from what has arrived.
    { includeMetadataChanges: true },
    ({ docs, metadata }) => {
      if (docs.length > 0 || !metadata.fromCache) {
        show(docs.map(read), metadata.fromCache);
      }
    },
    fail,
  );
}
// end of docs: list
