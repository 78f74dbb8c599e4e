/** Enough to keep two cores busy. */
const AT_ONCE = 8;

/**
 * Like `Promise.all`, some at a time, and in batches: when one fails, none is left running.
 *
 * @throws whatever the first one that failed threw
 */
export async function severalAtOnce<T, R>(
  items: readonly T[],
  act: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  while (results.length < items.length) {
    const batch = items.slice(results.length, results.length + AT_ONCE);
    const settled = await Promise.allSettled(batch.map(act));
    for (const each of settled) {
      if (each.status === 'rejected') throw each.reason;
      results.push(each.value);
    }
  }
  return results;
}
