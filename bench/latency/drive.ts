import { setTimeout as pause } from 'node:timers/promises';

/** How much is sent, and how fast. */
export interface Pace {
  /** Messages in each chat. */
  rounds?: number;
  /** Nothing is begun after so many seconds. */
  seconds?: number;
  /** Each chat begins a message so often; without it, as soon as its last one has arrived. */
  every_ms?: number;
}

/** What came of a run: what was measured of each message that arrived, and what failed. */
export interface Driven<T> {
  samples: T[];
  errors: string[];
  /** From the first message's start to the last one's end. */
  seconds: number;
}

/**
 * Has all chats send at once, each one message after another, until the pace's end or until the
 * signal is aborted.
 */
export async function drive<C, T>(
  chats: readonly C[],
  { rounds = Infinity, seconds = Infinity, every_ms = 0 }: Pace,
  signal: AbortSignal,
  send: (chat: C) => Promise<T>,
): Promise<Driven<T>> {
  const samples: T[] = [];
  const errors: string[] = [];
  const start = performance.now();
  const isOver = (): boolean => signal.aborted || performance.now() - start >= seconds * 1000;

  const converse = async (chat: C, index: number): Promise<void> => {
    // The chats do not all send in the same instant.
    const offset = (index / chats.length) * every_ms;
    for (let round = 0; round < rounds; round += 1) {
      const due = start + offset + round * every_ms;
      if (every_ms > 0) await pause(Math.max(0, due - performance.now()));
      if (isOver()) return;
      try {
        samples.push(await send(chat));
      } catch (error) {
        errors.push(error instanceof Error ? error.message : String(error));
      }
    }
  };
  await Promise.all(chats.map(converse));
  return { samples, errors, seconds: (performance.now() - start) / 1000 };
}
