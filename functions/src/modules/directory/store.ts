import type { Query } from 'firebase-admin/firestore';

import { decode } from '../../store/codec.ts';
import type { QueryReader, Reader } from '../../store/reader.ts';
import type { Tx } from '../../store/transaction.ts';
import type { DirectoryEntry } from './model.ts';

function entries(source: Reader) {
  return source.firestore.collection('user-search');
}

/** One read. */
export function readEntry(source: Reader, uid: string): Promise<DirectoryEntry | undefined> {
  return source.get<DirectoryEntry>(entries(source).doc(uid));
}

/** One read each, in one round trip; none for none. */
export async function readEntries(
  source: Reader,
  uids: readonly string[],
): Promise<(DirectoryEntry | undefined)[]> {
  if (uids.length === 0) return [];
  const found = await source.getAll(uids.map((uid) => entries(source).doc(uid)));
  return found as (DirectoryEntry | undefined)[];
}

/** Somebody who was found. */
export interface Listed {
  uid: string;
  entry: DirectoryEntry;
}

/** Which of those that fit: behind a username, and hidden ones too or not. */
export interface Range {
  after: string | null;
  hidden: boolean;
  limit: number;
}

/** The user of exactly that username. One read. */
export function readEntryOfName(
  source: QueryReader,
  username: string,
  hidden: boolean,
): Promise<Listed[]> {
  return found(source, among(source, hidden).where('username', '==', username).limit(1));
}

/** By username, those whose username begins so. One read for each, at least one. */
export function listByPrefix(
  source: QueryReader,
  prefix: string,
  { after, hidden, limit }: Range,
): Promise<Listed[]> {
  // Usernames are ASCII: nothing that begins so comes after this.
  const end = `${prefix}\u{7f}`;
  const range = among(source, hidden).where('username', '>=', prefix).where('username', '<', end);
  const ordered = range.orderBy('username').limit(limit);
  return found(source, after === null ? ordered : ordered.startAfter(after));
}

/** By username, those who have the term. One read for each, at least one. */
export function listByTerm(
  source: QueryReader,
  term: string,
  { after, hidden, limit }: Range,
): Promise<Listed[]> {
  const having = among(source, hidden).where('terms', 'array-contains', term);
  const ordered = having.orderBy('username').limit(limit);
  return found(source, after === null ? ordered : ordered.startAfter(after));
}

function among(source: Reader, hidden: boolean): Query {
  return hidden ? entries(source) : entries(source).where('visible', '==', true);
}

async function found(source: QueryReader, query: Query): Promise<Listed[]> {
  const docs = await source.find(query);
  return docs.map((doc) => ({ uid: doc.id, entry: decode(doc.data()) as DirectoryEntry }));
}

/** One write: the entry of a user who has none. */
export function createEntry(tx: Tx, uid: string, entry: DirectoryEntry): void {
  tx.create(entries(tx).doc(uid), entry);
}

/** One write; the entry must exist. */
export function updateEntry(tx: Tx, uid: string, change: Partial<DirectoryEntry>): void {
  tx.update(entries(tx).doc(uid), change);
}

/** One delete. */
export function deleteEntry(tx: Tx, uid: string): void {
  tx.delete(entries(tx).doc(uid));
}
