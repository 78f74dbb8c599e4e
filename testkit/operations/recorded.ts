/** The header by which the functions of an emulated project say which of them asks. */
export const FUNCTION_HEADER = 'x-parley-function';

/** The header by which they say in which run, and what set it off: a {@link Cause} as JSON, escaped. */
export const RUN_HEADER = 'x-parley-run';

/** In the URL of a call: by which action of a person it was made. */
export const ACTION_PARAM = 'action';

/** One run of a function, and what set it off, as far as it can be told. */
export interface Cause {
  /** Unlike that of any other run. */
  run: string;
  /** What the caller calls it. */
  action?: string | undefined;
  /** The document whose change it reacts to. */
  document?: string | undefined;
}

/** One operation of a function, as Firestore would bill it. */
export interface RecordedOperation extends Partial<Cause> {
  /** RFC 3339, UTC; of a write, when it took effect. */
  at: string;
  project: string;
  /** The function; empty for who did not say. */
  by: string;
  kind: 'read' | 'write' | 'delete';
  /** Of the document, below the database; of a query without a hit, what it looked for. */
  path: string;
}

export function causeHeader(cause: Cause): string {
  return encodeURIComponent(JSON.stringify(cause));
}

/** What a request said of its run; nothing where it did not. */
export function causeFrom(header: string): Partial<Cause> {
  return header === '' ? {} : (JSON.parse(decodeURIComponent(header)) as Cause);
}
