import { FieldPath } from 'firebase-admin/firestore';

import type { Instant } from '../../kernel/instant.ts';
import type { TimePosition } from '../../kernel/time-cursor.ts';
import { decode, encode } from '../../store/codec.ts';
import type { QueryReader, Reader } from '../../store/reader.ts';
import type { Tx } from '../../store/transaction.ts';
import { requestId, type FriendRequest, type RequestState } from './model.ts';

function requestRef(source: Reader, from: string, to: string) {
  return source.firestore.collection('friend-requests').doc(requestId(from, to));
}

/** What there is between a user and another. */
export interface Between {
  /** That `uid` asked `other`. */
  own: FriendRequest | undefined;
  /** That `other` asked `uid`. */
  theirs: FriendRequest | undefined;
  /** Another pair's request has the id that `uid`'s would have, as their ids join to the same. */
  is_taken: boolean;
}

/** Two reads, in one round trip. */
export async function readBetween(source: Reader, uid: string, other: string): Promise<Between> {
  const refs = [requestRef(source, uid, other), requestRef(source, other, uid)];
  const [own, theirs] = (await source.getAll(refs)) as (FriendRequest | undefined)[];
  return betweenOf(uid, other, own, theirs);
}

/** {@link readBetween} for each of the others: two reads each, in one round trip; none for none. */
export async function readBetweenAll(
  source: Reader,
  uid: string,
  others: readonly string[],
): Promise<Between[]> {
  if (others.length === 0) return [];
  const refs = others.flatMap((other) => [
    requestRef(source, uid, other),
    requestRef(source, other, uid),
  ]);
  const found = (await source.getAll(refs)) as (FriendRequest | undefined)[];
  return others.map((other, index) =>
    betweenOf(uid, other, found[2 * index], found[2 * index + 1]),
  );
}

function betweenOf(
  uid: string,
  other: string,
  own: FriendRequest | undefined,
  theirs: FriendRequest | undefined,
): Between {
  const is_taken = own !== undefined && !isOf(own, uid, other);
  return {
    own: is_taken ? undefined : own,
    theirs: theirs !== undefined && isOf(theirs, other, uid) ? theirs : undefined,
    is_taken,
  };
}

/** One read: that `from` asked `to`. */
export async function readRequest(
  source: Reader,
  from: string,
  to: string,
): Promise<FriendRequest | undefined> {
  const found = await source.get<FriendRequest>(requestRef(source, from, to));
  return found !== undefined && isOf(found, from, to) ? found : undefined;
}

function isOf({ from_user, to_user }: FriendRequest, from: string, to: string): boolean {
  return from_user === from && to_user === to;
}

/** One write. */
export function putRequest(tx: Tx, request: FriendRequest): void {
  tx.merge(requestRef(tx, request.from_user, request.to_user), request);
}

/** One write; there must be such a request. */
export function setRequestState(
  tx: Tx,
  { from_user, to_user }: Pick<FriendRequest, 'from_user' | 'to_user'>,
  state: RequestState,
  now: Instant,
): void {
  tx.update(requestRef(tx, from_user, to_user), { state, modified: now });
}

/** Which requests of a user: those to him or those of his, in one state. */
export interface Wanted {
  side: 'to_user' | 'from_user';
  state: RequestState;
  limit: number;
  after?: TimePosition;
}

/** A user's requests, the one that changed last first. One read each, at least one. */
export async function listRequests(
  source: QueryReader,
  uid: string,
  { side, state, limit, after }: Wanted,
): Promise<{ id: string; request: FriendRequest }[]> {
  const all = source.firestore
    .collection('friend-requests')
    .where(side, '==', uid)
    .where('state', '==', state)
    .orderBy('modified', 'desc')
    .orderBy(FieldPath.documentId(), 'desc')
    .limit(limit);
  const query = after === undefined ? all : all.startAfter(encode(after.time), after.id);
  const found = await source.find(query);
  return found.map((doc) => ({ id: doc.id, request: decode(doc.data()) as FriendRequest }));
}
