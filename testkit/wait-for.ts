import {
  onSnapshot,
  type DocumentData,
  type DocumentReference,
  type Query,
} from 'firebase/firestore';

/** Long enough for a cold function on a loaded machine; only a failing test waits this long. */
const DEADLINE_MS = 20_000;

/**
 * Waits, by a real listener, until the document satisfies `condition`, and answers its data then.
 *
 * @throws Error with the last state seen when the deadline passes
 */
export function waitForDocument(
  ref: DocumentReference,
  condition: (data: DocumentData) => boolean,
  deadline_ms = DEADLINE_MS,
): Promise<DocumentData> {
  return listen<DocumentData | undefined, DocumentData>(
    ref.path,
    (next, fail) => onSnapshot(ref, (snapshot) => next(snapshot.data()), fail),
    (data) => (data !== undefined && condition(data) ? data : undefined),
    deadline_ms,
  );
}

/** {@link waitForDocument} for the documents of a query, in its order. */
export function waitForQuery(
  query: Query,
  condition: (documents: DocumentData[]) => boolean,
  deadline_ms = DEADLINE_MS,
): Promise<DocumentData[]> {
  return listen<DocumentData[], DocumentData[]>(
    'query',
    (next, fail) =>
      onSnapshot(query, (snapshot) => next(snapshot.docs.map((doc) => doc.data())), fail),
    (documents) => (condition(documents) ? documents : undefined),
    deadline_ms,
  );
}

function listen<S, T>(
  name: string,
  subscribe: (next: (state: S) => void, fail: (error: Error) => void) => () => void,
  accept: (state: S) => T | undefined,
  deadline_ms: number,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let last: S | undefined;
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      // The first snapshot may come before `subscribe` has answered.
      queueMicrotask(() => unsubscribe());
      act();
    };
    const timer = setTimeout(() => {
      const seen = JSON.stringify(last);
      settle(() => reject(new Error(`${name}: not so within ${deadline_ms} ms; last: ${seen}`)));
    }, deadline_ms);
    const unsubscribe = subscribe(
      (state) => {
        last = state;
        const accepted = accept(state);
        if (accepted !== undefined) settle(() => resolve(accepted));
      },
      (error) => settle(() => reject(error)),
    );
  });
}
