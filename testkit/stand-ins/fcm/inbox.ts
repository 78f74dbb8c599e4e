import type { Push } from './types.ts';

/** Which pushes are meant; an absent field means all. */
export type PushFilter = {
  project?: string | undefined;
  token?: string | undefined;
  /** `OK`, or the failure that was answered. */
  answered?: string | undefined;
};

/** Pushes kept at most; the oldest go first. */
export const INBOX_LIMIT = 10_000;

/** Whether a push is among those the filter means. */
export function matches(push: Push, filter: PushFilter): boolean {
  return (
    (filter.project === undefined || filter.project === push.project) &&
    (filter.token === undefined || filter.token === push.token) &&
    (filter.answered === undefined || filter.answered === push.answer)
  );
}

/** A push with its place in the order of arrival, counted from 1 and never used again. */
export type Numbered = { number: number; push: Push };

/** What arrived, newest last, and who wants to hear of more. */
export class Inbox {
  #kept: Numbered[] = [];
  #last = 0;
  readonly #listeners = new Set<(entry: Numbered) => void>();

  add(push: Push): void {
    const entry = { number: ++this.#last, push };
    this.#kept.push(entry);
    if (this.#kept.length > INBOX_LIMIT) this.#kept.shift();
    for (const listener of this.#listeners) listener(entry);
  }

  list(filter: PushFilter): Push[] {
    return this.after(0, filter).map((entry) => entry.push);
  }

  after(number: number, filter: PushFilter): Numbered[] {
    return this.#kept.filter((entry) => entry.number > number && matches(entry.push, filter));
  }

  /** Forgets one project's pushes, or all. */
  clear(project?: string): void {
    this.#kept = this.#kept.filter(({ push }) => project !== undefined && push.project !== project);
  }

  /** Calls back for each push from now on. @returns the function that ends it */
  listen(listener: (entry: Numbered) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
