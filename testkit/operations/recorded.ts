/** The header by which the functions of an emulated project say which of them asks. */
export const FUNCTION_HEADER = 'x-parley-function';

/** One operation of a function, as Firestore would bill it. */
export interface RecordedOperation {
  /** RFC 3339, UTC. */
  at: string;
  project: string;
  /** The function; empty for who did not say. */
  by: string;
  kind: 'read' | 'write' | 'delete';
  /** Of the document, below the database; of a query without a hit, what it looked for. */
  path: string;
}
