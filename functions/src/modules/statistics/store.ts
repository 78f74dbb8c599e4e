import { FieldPath } from 'firebase-admin/firestore';

import type { Instant } from '../../kernel/instant.ts';
import { decode, encode } from '../../store/codec.ts';
import type { QueryReader, Reader } from '../../store/reader.ts';
import type { Tx } from '../../store/transaction.ts';
import type { Counts, Statistics } from './model.ts';

function statistics(source: Reader) {
  return source.firestore.collection('statistics');
}

/** One read: of a day, `YYYY-MM-DD`, or of all of them. */
export function readStatistics(
  source: Reader,
  of: 'total' | (string & {}),
): Promise<Statistics | undefined> {
  return source.get<Statistics>(statistics(source).doc(of));
}

/** One write; it must have been read. */
export function putStatistics(tx: Tx, of: 'total' | (string & {}), counted: Statistics): void {
  tx.merge(statistics(tx).doc(of), counted);
}

/** The days from one to another that were counted, in their order. One read each, at least one. */
export async function listDays(
  source: QueryReader,
  from: string,
  to: string,
): Promise<(Statistics & { date: string })[]> {
  const days = statistics(source)
    .where(FieldPath.documentId(), '>=', from)
    .where(FieldPath.documentId(), '<=', to);
  const found = await source.find(days);
  return found.map((doc) => ({ date: doc.id, ...(decode(doc.data()) as Statistics) }));
}

/**
 * What was made before a moment, and not before `from` where that is given: three counts over the index on
 * `created`, each 1 read for a thousand, at least 1.
 */
export async function countMade(source: QueryReader, to: Instant, from?: Instant): Promise<Counts> {
  const { firestore } = source;
  const [users = 0, chats = 0, messages = 0] = await Promise.all(
    [
      firestore.collection('users'),
      firestore.collection('chats'),
      firestore.collectionGroup('messages'),
    ].map((all) => {
      const before = all.where('created', '<', encode(to));
      return source.count(
        from === undefined ? before : before.where('created', '>=', encode(from)),
      );
    }),
  );
  return { users, chats, messages };
}
