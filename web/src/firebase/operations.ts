/** What one step of the page did to which documents, or which function it called. */
export interface PageOperation {
  kind: 'read' | 'write' | 'call';
  /** The path of a document, or the name of a function. */
  what: string;
  /** Which of the two devices did it. */
  device: string;
}

type Listener = (operation: PageOperation) => void;

const listeners = new Set<Listener>();

/** Tells those who watch what an app did; it is for them only, and counts for nothing else. */
export function tell(kind: PageOperation['kind'], what: string, app: { name: string }): void {
  // The device, and the tab that it is in.
  const [device = ''] = app.name.split(' ');
  for (const listener of listeners) listener({ kind, what, device });
}

/** Calls back for each step from now on. @returns the function that ends it */
export function watchOperations(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
