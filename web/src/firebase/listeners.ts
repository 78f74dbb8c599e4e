/** Those who are called back when something changes. */
export interface Listeners<A extends unknown[] = []> {
  /** @returns the function that ends it */
  add: (listener: (...what: A) => void) => () => void;
  tell: (...what: A) => void;
  clear: () => void;
}

export function newListeners<A extends unknown[] = []>(): Listeners<A> {
  const all = new Set<(...what: A) => void>();
  return {
    add: (listener) => {
      all.add(listener);
      return () => all.delete(listener);
    },
    tell: (...what) => {
      for (const listener of all) listener(...what);
    },
    clear: () => all.clear(),
  };
}
