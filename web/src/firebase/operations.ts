import { newListeners } from './listeners.ts';

/** What one step of the page did to which documents, or which function it called. */
export interface PageOperation {
  kind: 'begin' | 'read' | 'write' | 'call';
  /** The path of a document, the name of a function, or what has begun. */
  what: string;
  /** Which of the two devices did it. */
  device: string;
  /** Milliseconds since 1970. */
  at: number;
  /** What it belongs to; missing where only the document can tell. */
  action?: string | undefined;
  /** Of what has begun: whether the device did it by itself. */
  isBackground?: boolean;
}

type Listener = (operation: PageOperation) => void;

const listeners = newListeners<Parameters<Listener>>();

/** Tells those who watch what a device did; it is for them only, and counts for nothing else. */
export function tell(operation: Omit<PageOperation, 'at'>): void {
  listeners.tell({ ...operation, at: Date.now() });
}

/** Calls back for each step from now on. @returns the function that ends it */
export function watchOperations(listener: Listener): () => void {
  return listeners.add(listener);
}
