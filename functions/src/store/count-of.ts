import type { Query } from 'firebase-admin/firestore';

/** How many documents a query finds, counted where they are. */
export async function countOf(query: Query): Promise<number> {
  return (await query.count().get()).data().count;
}
