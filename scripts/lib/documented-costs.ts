/** What the functions take for one use case, as docs/cost.md has it. */
export interface DocumentedCost {
  readonly reads: number;
  readonly writes: number;
  readonly invocations: number;
  /** The list price of a million, with its sign. */
  readonly million: string;
}

/** The tables of docs/cost.md, by the function that a row names first; the first row of each. */
export function documentedCosts(markdown: string): Record<string, DocumentedCost> {
  const costs: Record<string, DocumentedCost> = {};
  let columns: string[] = [];
  for (const line of markdown.split('\n')) {
    const cells = line.startsWith('|')
      ? line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim())
      : [];
    if (cells.includes('reads')) columns = cells;
    const name = /`(\w+)`/.exec(cells[0] ?? '')?.[1];
    const at = (column: string): string => cells[columns.indexOf(column)] ?? '';
    if (name === undefined || name in costs || at('reads') === '') continue;
    const count = (column: string): number => Number(at(column).replaceAll(',', '') || 0);
    // The tables of use cases have one invocation each, and no column for it.
    const invocations = columns.includes('invocations') ? count('invocations') : 1;
    const counts = { reads: count('reads'), writes: count('writes'), invocations };
    costs[name] = { ...counts, million: at('a million') };
  }
  return costs;
}
