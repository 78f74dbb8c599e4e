import { decode } from '../../store/codec.ts';
import type { QueryReader, Reader } from '../../store/reader.ts';
import { REMOVED, type Tx } from '../../store/transaction.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Revocation, SessionEntry, SessionProfile, SessionsDocument } from './model.ts';

function sessionsRef(source: Reader, uid: string) {
  return source.firestore.collection('sessions').doc(uid);
}

/** One read. */
export function readSessions(source: Reader, uid: string): Promise<SessionsDocument | undefined> {
  return source.get<SessionsDocument>(sessionsRef(source, uid));
}

/** One write: sets some sessions and removes others. */
export function writeSessions(
  tx: Tx,
  uid: string,
  change: { put?: Record<string, SessionEntry>; remove?: string[]; profile?: SessionProfile },
  now: Instant,
): void {
  const removed = (change.remove ?? []).map((sid): [string, unknown] => [sid, REMOVED]);
  tx.merge(sessionsRef(tx, uid), {
    sessions: { ...change.put, ...Object.fromEntries(removed) },
    ...(change.profile && { profile: change.profile }),
    modified: now,
  });
}

/** One write. */
export function putRevocation(tx: Tx, revocation: Revocation): void {
  const id = revocation.sid ?? revocation.uid;
  tx.merge(tx.firestore.collection('revocations').doc(id), revocation);
}

/** One read for each revocation since then, at least one. */
export async function listRevocations(source: QueryReader, since: Date): Promise<Revocation[]> {
  const recent = source.firestore.collection('revocations').where('at', '>=', since).orderBy('at');
  return (await source.find(recent)).map((doc) => decode(doc.data()) as Revocation);
}
