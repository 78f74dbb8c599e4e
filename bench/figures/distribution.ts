/** What is shown of a set of durations, all in milliseconds. */
export interface Distribution {
  count: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

/**
 * The smallest value that at least `percent` of the values do not exceed (nearest rank, so it is
 * always one that was measured). NaN where there are none.
 */
export function percentile(sorted: readonly number[], percent: number): number {
  const rank = Math.max(1, Math.ceil((percent / 100) * sorted.length));
  return sorted[rank - 1] ?? Number.NaN;
}

/** Sums durations up, in any order; `undefined` where there are none. */
export function distribution(durations: readonly number[]): Distribution | undefined {
  if (durations.length === 0) return undefined;
  const sorted = durations.toSorted((a, b) => a - b);
  const at = (percent: number): number => round(percentile(sorted, percent));
  return { count: sorted.length, p50: at(50), p95: at(95), p99: at(99), max: at(100) };
}

/** How many times as long as `other` each of the figures of `one` is. */
export function ratio(one: Distribution, other: Distribution): Omit<Distribution, 'count'> {
  const of = (figure: 'p50' | 'p95' | 'p99' | 'max'): number => round(one[figure] / other[figure]);
  return { p50: of('p50'), p95: of('p95'), p99: of('p99'), max: of('max') };
}

/** The middle value; of an even number of them, the lower one of the two. */
export function median(values: readonly number[]): number {
  return percentile(
    values.toSorted((a, b) => a - b),
    50,
  );
}

/** One decimal is all that such measurements carry. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
