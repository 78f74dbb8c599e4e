import { FieldPath } from 'firebase-admin/firestore';
import type { Query } from 'firebase-admin/firestore';

import { pagesOf } from '../../kernel/pages.ts';
import { decode } from '../../store/codec.ts';
import type { QueryReader } from '../../store/reader.ts';

/** How many documents are in memory at a time. */
export const PAGE = 200;

/** A document, with the id that it has. */
export type Item = Record<string, unknown> & { id: string };

/** What a query finds, by id, some at a time. One read each, at least one. */
function itemsOf(source: QueryReader, query: Query): AsyncGenerator<Item[]> {
  return pagesOf(async (size, after) => {
    const ordered = query.orderBy(FieldPath.documentId()).limit(size);
    const found = await source.find(after === undefined ? ordered : ordered.startAfter(after.id));
    return found.map((doc) => ({ id: doc.id, ...(decode(doc.data()) as object) }));
  }, PAGE);
}

export const contactsOf = (source: QueryReader, uid: string) =>
  itemsOf(source, source.firestore.collection(`users/${uid}/contacts`));

export const blocksOf = (source: QueryReader, uid: string) =>
  itemsOf(source, source.firestore.collection(`users/${uid}/blocks`));

export const notificationsOf = (source: QueryReader, uid: string) =>
  itemsOf(source, source.firestore.collection(`users/${uid}/notifications`));

/** What was told to his devices or by mail alone. */
export const unlistedOf = (source: QueryReader, uid: string) =>
  itemsOf(source, source.firestore.collection(`users/${uid}/unlisted-notifications`));

/** Names that he had lately, of which there are hashes, as ids. */
export const heldUsernamesOf = (source: QueryReader, uid: string) =>
  itemsOf(source, source.firestore.collection('held-usernames').where('uid', '==', uid));

export const uploadsOf = (source: QueryReader, uid: string) =>
  itemsOf(source, source.firestore.collection('contact-uploads').where('uid', '==', uid));

/** Of numbers and addresses that nobody could be found by there are hashes, as ids. */
export const awaitedBy = (source: QueryReader, uid: string) =>
  itemsOf(source, source.firestore.collection('awaited').where('uid', '==', uid));

/** Those of his, and those to him. */
export async function* friendRequestsOf(source: QueryReader, uid: string): AsyncGenerator<Item[]> {
  const requests = source.firestore.collection('friend-requests');
  for (const side of ['from_user', 'to_user'] as const) {
    yield* itemsOf(source, requests.where(side, '==', uid));
  }
}
