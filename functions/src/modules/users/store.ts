import type { Instant } from '../../kernel/instant.ts';
import type { KeyedHash } from '../../kernel/keyed-hash.ts';
import type { Reader } from '../../store/reader.ts';
import { REMOVED, type Tx } from '../../store/transaction.ts';
import { HELD_SECONDS, heldUsernameId, type KnownUsername } from './held-username.ts';
import type { HeldUsername, PrivateAccount, UsernameClaim, UserProfile } from './model.ts';

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

function heldRef(source: Reader, hash: KeyedHash, username: string) {
  return source.firestore.collection('held-usernames').doc(heldUsernameId(hash, username));
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

/**
 * Two reads in one round trip, of one moment: a name is given up in one transaction, so either its claim is
 * seen or that it is held.
 */
export async function readKnownUsername(
  source: Reader,
  hash: KeyedHash,
  username: string,
): Promise<KnownUsername> {
  const refs = [usernameRef(source, username), heldRef(source, hash, username)];
  const [claim, held] = (await source.getAll(refs)) as [
    UsernameClaim | undefined,
    HeldUsername | undefined,
  ];
  return { claim, held };
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
export function updateUser(tx: Tx, uid: string, change: Partial<UserProfile>): void {
  tx.update(userRef(tx, uid), change);
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
 * One write and one delete: the name is nobody's any more, and held for its owner; for nobody where `uid` is
 * `null`.
 */
export function giveUpUsername(
  tx: Tx,
  hash: KeyedHash,
  username: string,
  uid: string | null,
  now: Instant,
): void {
  const held: HeldUsername = { uid, expires_at: now.plusSeconds(HELD_SECONDS) };
  deleteUsername(tx, username);
  tx.merge(heldRef(tx, hash, username), held);
}

/** The names held for a user, become nobody's: he is gone. One read, at least, and one write each. */
export async function disownHeldUsernames(tx: Tx, uid: string): Promise<void> {
  const held = await tx.find(tx.firestore.collection('held-usernames').where('uid', '==', uid));
  for (const { ref } of held) tx.update(ref, { uid: null });
}

/** One write, and one delete where the name was held: it is the user's; what is known of it must have been read. */
export function takeUsername(
  tx: Tx,
  hash: KeyedHash,
  username: string,
  { held }: KnownUsername,
  uid: string,
  now: Instant,
): void {
  tx.merge(usernameRef(tx, username), { uid, created: now, expires_at: REMOVED });
  if (held !== undefined) tx.delete(heldRef(tx, hash, username));
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
