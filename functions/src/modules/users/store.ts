import type { Instant } from '../../kernel/instant.ts';
import type { Reader } from '../../store/reader.ts';
import { REMOVED, type Tx } from '../../store/transaction.ts';
import type { PrivateAccount, UsernameClaim, UserProfile } from './model.ts';

function userRef(source: Reader, uid: string) {
  return source.firestore.collection('users').doc(uid);
}

function usernameRef(source: Reader, username: string) {
  return source.firestore.collection('usernames').doc(username);
}

/** One read. */
export function readUser(source: Reader, uid: string): Promise<UserProfile | undefined> {
  return source.get<UserProfile>(userRef(source, uid));
}

/** One read each, in one round trip. */
export async function readUsers(
  source: Reader,
  uids: string[],
): Promise<(UserProfile | undefined)[]> {
  const found = await source.getAll(uids.map((uid) => userRef(source, uid)));
  return found as (UserProfile | undefined)[];
}

/** One read. */
export function readUsername(source: Reader, username: string): Promise<UsernameClaim | undefined> {
  return source.get<UsernameClaim>(usernameRef(source, username));
}

/** One read. */
export function readPrivateAccount(
  source: Reader,
  uid: string,
): Promise<PrivateAccount | undefined> {
  return source.get<PrivateAccount>(userRef(source, uid).collection('private').doc('account'));
}

/** One write; the document must exist. */
export function updatePrivateAccount(tx: Tx, uid: string, change: Partial<PrivateAccount>): void {
  tx.update(userRef(tx, uid).collection('private').doc('account'), change);
}

/** One write; the document must exist. */
export function setUserActive(tx: Tx, uid: string, is_active: boolean, now: Instant): void {
  tx.update(userRef(tx, uid), { is_active, modified: now });
}

/** One delete: the profile, and nothing beneath it. */
export function deleteUser(tx: Tx, uid: string): void {
  tx.delete(userRef(tx, uid));
}

/** One write; the claim must have been read. */
export function putReservation(tx: Tx, username: string, claim: UsernameClaim): void {
  tx.merge(usernameRef(tx, username), claim);
}

/** One delete. */
export function deleteUsername(tx: Tx, username: string): void {
  tx.delete(usernameRef(tx, username));
}

/**
 * Three writes: the profile, the private account and the claim of the username, which may be reserved
 * for this user if it was read.
 */
export function createUserDocuments(
  tx: Tx,
  uid: string,
  profile: UserProfile,
  account: PrivateAccount,
  is_reserved: boolean,
): void {
  const claim: UsernameClaim = { uid, created: profile.created };
  tx.create(userRef(tx, uid), profile);
  tx.create(userRef(tx, uid).collection('private').doc('account'), account);
  const ref = usernameRef(tx, profile.username);
  if (is_reserved) tx.merge(ref, { ...claim, expires_at: REMOVED });
  else tx.create(ref, claim);
}
