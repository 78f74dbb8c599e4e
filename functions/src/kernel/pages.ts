/**
 * What a query finds, page by page, each from behind the last item of the one before. Ends with a page
 * that is not full, or after `max_pages`, where there are as many: what a schedule leaves is found by its
 * next run.
 */
export async function* pagesOf<T>(
  list: (size: number, after: T | undefined) => Promise<T[]>,
  size: number,
  max_pages = Infinity,
): AsyncGenerator<T[]> {
  let last: T | undefined;
  for (let page = 0; page < max_pages; page += 1) {
    const found = await list(size, last);
    yield found;
    if (found.length < size) return;
    last = found.at(-1);
  }
}
