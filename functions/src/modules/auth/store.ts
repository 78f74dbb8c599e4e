import { FieldPath } from 'firebase-admin/firestore';

import { decode, encode } from '../../store/codec.ts';
import type { QueryReader, Reader } from '../../store/reader.ts';
import { REMOVED, type Tx } from '../../store/transaction.ts';
import type { Instant } from '../../kernel/instant.ts';
import type {
  AccountClaim,
  FirstAdmin,
  Revocation,
  SessionEntry,
  SessionProfile,
  SessionsDocument,
  WithdrawnAdmins,
} from './model.ts';

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
  change: {
    put?: Record<string, SessionEntry>;
    remove?: string[];
    profile?: SessionProfile;
    ways?: string;
    claim?: AccountClaim;
    password_changed?: Instant;
    /** The user has set a password of his own. */
    lift_restriction?: boolean;
  },
  now: Instant,
): void {
  const { put, remove } = change;
  const removed = (remove ?? []).map((sid): [string, unknown] => [sid, REMOVED]);
  // An empty map would take the place of all sessions that there are.
  const changes_sessions = put !== undefined || remove !== undefined;
  tx.merge(sessionsRef(tx, uid), {
    ...(changes_sessions && { sessions: { ...put, ...Object.fromEntries(removed) } }),
    ...(change.profile && { profile: change.profile }),
    ...(change.ways && { ways: change.ways }),
    ...(change.claim && { claim: change.claim }),
    ...(change.password_changed && { password_changed: change.password_changed }),
    ...(change.lift_restriction && { profile: { must_change_password: REMOVED } }),
    modified: now,
  });
}

/** One write; fails with ALREADY_EXISTS where the user has a document of sessions. */
export function createSessions(tx: Tx, uid: string, document: SessionsDocument): void {
  tx.create(sessionsRef(tx, uid), document);
}

/** One delete. */
export function deleteSessions(tx: Tx, uid: string): void {
  tx.delete(sessionsRef(tx, uid));
}

function revocationsRef(source: Reader) {
  return source.firestore.collection('revocations');
}

/** That of a whole user, by his uid. One read. */
export function readRevocation(source: Reader, uid: string): Promise<Revocation | undefined> {
  return source.get<Revocation>(revocationsRef(source).doc(uid));
}

/** One write. */
export function putRevocation(tx: Tx, revocation: Revocation): void {
  const id = revocation.sid ?? revocation.uid;
  tx.merge(revocationsRef(tx).doc(id), revocation);
}

/** One read for each revocation since then, at least one. */
export async function listRevocations(source: QueryReader, since: Date): Promise<Revocation[]> {
  const recent = revocationsRef(source).where('at', '>=', since).orderBy('at');
  return (await source.find(recent)).map((doc) => decode(doc.data()) as Revocation);
}

/** The end of a session that is to be carried out once more. */
export interface Renewal {
  uid: string;
  sid: string;
  renew_at: Instant;
}

/** Those due, the longest first, after the one that is given. One read each, at least one. */
export async function listRenewals(
  source: QueryReader,
  until: Instant,
  limit: number,
  after?: Renewal,
): Promise<Renewal[]> {
  const due = revocationsRef(source)
    .where('renew_at', '<=', encode(until))
    .orderBy('renew_at')
    .orderBy(FieldPath.documentId())
    .limit(limit);
  const query = after === undefined ? due : due.startAfter(encode(after.renew_at), after.sid);
  return (await source.find(query)).map((doc) => decode(doc.data()) as Renewal);
}

/** One write. */
export function setRenewed(tx: Tx, sid: string): void {
  tx.update(revocationsRef(tx).doc(sid), { renew_at: REMOVED });
}

/** One write: the user's sessions may do nothing but set a password. */
export function requirePasswordChange(tx: Tx, uid: string, now: Instant): void {
  tx.merge(sessionsRef(tx, uid), { profile: { must_change_password: true }, modified: now });
}

function firstAdminRef(source: Reader) {
  return source.firestore.doc('bootstrap/first-admin');
}

/** One read. */
export function readFirstAdmin(source: Reader): Promise<FirstAdmin | undefined> {
  return source.get<FirstAdmin>(firstAdminRef(source));
}

/** One write. */
export function putFirstAdmin(tx: Tx, first: FirstAdmin): void {
  tx.merge(firstAdminRef(tx), first);
}

function withdrawnRef(source: Reader) {
  return source.firestore.doc('admin-register/withdrawn');
}

/** One read. */
export function readWithdrawn(source: Reader): Promise<WithdrawnAdmins | undefined> {
  return source.get<WithdrawnAdmins>(withdrawnRef(source));
}

/** One write: who is an admin from now on, or none, and that Firebase Auth is to be told. */
export function setRole(tx: Tx, uid: string, is_admin: boolean, now: Instant): void {
  tx.merge(withdrawnRef(tx), {
    uids: { [uid]: is_admin ? REMOVED : now },
    unfinished: { [uid]: is_admin ? 'GRANT' : 'WITHDRAW' },
  });
}

/** One write: Firebase Auth was told. */
export function setRoleFinished(tx: Tx, uid: string): void {
  tx.merge(withdrawnRef(tx), { unfinished: { [uid]: REMOVED } });
}

/** One write: `since` is `null` when an admin is one again. */
export function setWithdrawn(tx: Tx, uid: string, since: Instant | null): void {
  tx.merge(withdrawnRef(tx), { uids: { [uid]: since ?? REMOVED } });
}
