import { chunksOf } from './chunks.ts';

/**
 * Runs `act` for every item, at most `size` at a time. One that fails does not keep the others from it:
 * answers why some failed.
 */
export async function failuresOf<T>(
  items: readonly T[],
  size: number,
  act: (item: T) => Promise<unknown>,
): Promise<unknown[]> {
  const failures: unknown[] = [];
  for (const chunk of chunksOf(items, size)) {
    failures.push(...reasonsOf(await Promise.allSettled(chunk.map(act))));
  }
  return failures;
}

/** Why some of them failed. */
export function reasonsOf(outcomes: readonly PromiseSettledResult<unknown>[]): unknown[] {
  return outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
  );
}

/**
 * Nothing where nothing failed.
 *
 * @throws AggregateError of all that did, so that the platform knows; `what` names them: `3 chats failed`
 */
export function throwFailures(failures: readonly unknown[], what: string): void {
  if (failures.length === 0) return;
  throw new AggregateError(
    failures,
    `${failures.length} ${what} failed, the first by: ${failures[0]}`,
  );
}
