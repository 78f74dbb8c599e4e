/** Items kept at most; the oldest go first. */
export const INBOX_LIMIT = 10_000;

/** An item with its place in the order of arrival, counted from 1 and never used again. */
export type Numbered<T> = { number: number; item: T };

/** What arrived, newest last, and who wants to hear of more. */
export class Inbox<T> {
  #kept: Numbered<T>[] = [];
  #last = 0;
  readonly #listeners = new Set<(entry: Numbered<T>) => void>();

  add(item: T): void {
    const entry = { number: ++this.#last, item };
    this.#kept.push(entry);
    if (this.#kept.length > INBOX_LIMIT) this.#kept.shift();
    for (const listener of this.#listeners) listener(entry);
  }

  list(wanted: (item: T) => boolean): T[] {
    return this.after(0, wanted).map((entry) => entry.item);
  }

  after(number: number, wanted: (item: T) => boolean): Numbered<T>[] {
    return this.#kept.filter((entry) => entry.number > number && wanted(entry.item));
  }

  /** Forgets those items. */
  clear(unwanted: (item: T) => boolean): void {
    this.#kept = this.#kept.filter(({ item }) => !unwanted(item));
  }

  /** Calls back for each item from now on. @returns the function that ends it */
  listen(listener: (entry: Numbered<T>) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
