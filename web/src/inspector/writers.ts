interface Write {
  at: number;
  action: string | undefined;
}

/** A document was sent to a device. */
export interface Sent {
  by: string;
  what: string;
  at: number;
}

/** Which action has written which document. */
export interface Writers {
  wrote: (path: string, at: number, action: string | undefined) => void;
  /** Whose write of the document is the last one so far. */
  latest: (path: string) => string | undefined;
  /**
   * Whose writes have brought what devices were sent, in the same order. A device may be sent one document for
   * several writes of it. So it is told where there is but one action to choose from, and where there are as
   * many as devices were sent documents since; else it could be either, and none is told.
   */
  causesOf: (all: readonly Sent[]) => (string | undefined)[];
}

/** Times are those of one machine, some of them without the fraction of a millisecond. */
const ROUNDING_MS = 1;

export function writersOf(): Writers {
  const writes = new Map<string, Write[]>();
  return {
    wrote: (path, at, action) => {
      writes.set(path, [...(writes.get(path) ?? []), { at, action }]);
    },
    latest: (path) => writes.get(path)?.at(-1)?.action,
    causesOf: (all) => {
      const causes = new Map<Sent, string | undefined>();
      const byListener = Map.groupBy(all, ({ by, what }) => `${by} ${what}`);
      for (const sent of byListener.values()) {
        const before = writes.get(sent[0]?.what ?? '') ?? [];
        const upTo = ({ at }: Sent): number =>
          before.findLastIndex((write) => write.at <= at + ROUNDING_MS) + 1;
        let known = 0;
        for (const [until, group] of Map.groupBy(sent, upTo)) {
          const actions = before.slice(known, until).map(({ action }) => action);
          known = Math.max(known, until);
          const isClear = actions.length === group.length || new Set(actions).size === 1;
          for (const [at, each] of group.entries())
            causes.set(each, isClear ? actions[at] : undefined);
        }
      }
      return all.map((each) => causes.get(each));
    },
  };
}
