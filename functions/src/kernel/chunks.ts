/** The items in order, in runs of at most `size`. */
export function chunksOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** Runs `act` for every item, at most `size` at a time, and answers their results in order. */
export async function inChunks<T, R>(
  items: readonly T[],
  size: number,
  act: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (const chunk of chunksOf(items, size)) results.push(...(await Promise.all(chunk.map(act))));
  return results;
}
