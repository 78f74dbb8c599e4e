import { FieldPath } from 'firebase-admin/firestore';

import type { Instant } from '../../kernel/instant.ts';
import { decode } from '../../store/codec.ts';
import type { QueryReader, Reader } from '../../store/reader.ts';
import type { Tx } from '../../store/transaction.ts';
import type { Contact } from './model.ts';

function contactsRef(source: Reader, uid: string) {
  return source.firestore.collection(`users/${uid}/contacts`);
}

/** One read each, in one round trip. */
export async function readContacts(
  source: Reader,
  uid: string,
  others: readonly string[],
): Promise<(Contact | undefined)[]> {
  if (others.length === 0) return [];
  const contacts = contactsRef(source, uid);
  return (await source.getAll(others.map((other) => contacts.doc(other)))) as (
    Contact | undefined
  )[];
}

/** One write. Somebody new in the book: that he is not in it must have been read by the transaction. */
export function createContact(
  tx: Tx,
  uid: string,
  other: string,
  now: Instant,
  alias: string | null = null,
): void {
  const contact: Contact = { user_id: other, alias, created: now };
  tx.create(contactsRef(tx, uid).doc(other), contact);
}

/** One write; he must be in the book. */
export function setAlias(tx: Tx, uid: string, other: string, alias: string | null): void {
  tx.update(contactsRef(tx, uid).doc(other), { alias });
}

/** One delete. */
export function deleteContact(tx: Tx, uid: string, other: string): void {
  tx.delete(contactsRef(tx, uid).doc(other));
}

/** Some of a user's contacts, by their uid, behind `after`. One read each, at least one. */
export async function listContactsOf(
  source: QueryReader,
  uid: string,
  limit: number,
  after?: string,
): Promise<Contact[]> {
  const all = contactsRef(source, uid).orderBy(FieldPath.documentId()).limit(limit);
  const found = await source.find(after === undefined ? all : all.startAfter(after));
  return found.map((doc) => decode(doc.data()) as Contact);
}

/** How many contacts a user has, up to `limit`. One read for each thousand. */
export function countContacts(source: QueryReader, uid: string, limit: number): Promise<number> {
  return source.count(contactsRef(source, uid).limit(limit));
}
