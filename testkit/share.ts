import assert from 'node:assert/strict';

/**
 * Counts how many requests of each kind got past whoever asks who calls. A test that throws things at
 * endpoints is blind, and green, where all of them are turned away at the door.
 */
export class Share {
  readonly #counts = new Map<string, { past: number; all: number }>();

  add(kind: string, past: boolean): void {
    const known = this.#counts.get(kind) ?? { past: 0, all: 0 };
    this.#counts.set(kind, { past: known.past + Number(past), all: known.all + 1 });
  }

  /** @throws AssertionError that names the kinds of which less than half got past, or that were not tried */
  assertFair(kinds: readonly string[]): void {
    const unfair = kinds.filter((kind) => {
      const { past, all } = this.#counts.get(kind) ?? { past: 0, all: 0 };
      return past * 2 < all || past < 5;
    });
    const shown = unfair.map((kind) => [kind, this.#counts.get(kind)]);
    assert.deepEqual(shown, [], 'too few got past authentication');
  }
}
