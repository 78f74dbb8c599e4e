/** What one message takes. */
export interface Operations {
  reads: number;
  writes: number;
  deletes: number;
  invocations: number;
}

/**
 * List prices of one million of each, in US dollars, for a US multi-region database and without the
 * free quotas, as of November 2026: https://firebase.google.com/docs/firestore/pricing and
 * https://cloud.google.com/run/pricing. CPU and memory time of functions, storage and traffic come
 * on top.
 */
const DOLLARS_PER_MILLION: Operations = { reads: 0.6, writes: 1.8, deletes: 0.2, invocations: 0.4 };

/** The list price of a million messages, in US dollars to the cent. */
export function pricePerMillion(each: Operations): number {
  const names = ['reads', 'writes', 'deletes', 'invocations'] as const;
  const dollars = names.reduce((sum, name) => sum + each[name] * DOLLARS_PER_MILLION[name], 0);
  return Math.round(dollars * 100) / 100;
}
