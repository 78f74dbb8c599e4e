interface Waiting {
  /** How many more are to come. */
  left: number;
  resolve: (at: number) => void;
  reject: (reason: unknown) => void;
}

/** Things that are waited for by their name, such as the snapshots or the pushes of messages. */
export class Arrivals {
  readonly #waiting = new Map<string, Waiting>();

  /**
   * Resolves to the time of arrival (`performance.now()`), the last one's where it comes several
   * times. To be called before it can arrive.
   */
  expect(name: string, times = 1): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(name, { left: times, resolve, reject });
    });
  }

  /** It has come. What nobody expects, or what comes again, is ignored. */
  arrived(name: string, at = performance.now()): void {
    const waiting = this.#waiting.get(name);
    if (waiting === undefined) return;
    waiting.left -= 1;
    if (waiting.left > 0) return;
    waiting.resolve(at);
    this.#waiting.delete(name);
  }

  /** Nothing more will come. */
  giveUp(reason: unknown): void {
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
  }
}
