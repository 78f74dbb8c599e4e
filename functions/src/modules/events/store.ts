import type { Instant } from '../../kernel/instant.ts';
import type { Reader } from '../../store/reader.ts';
import { REMOVED, type Tx } from '../../store/transaction.ts';
import { newExternalEvent, type ExternalEvent } from './model.ts';
import type { PushClaims } from './push-claims.ts';

function eventRef(source: Reader, uid: string) {
  return source.firestore.collection('users-external-event').doc(uid);
}

/** One read. */
export function readEvent(source: Reader, uid: string): Promise<ExternalEvent | undefined> {
  return source.get<ExternalEvent>(eventRef(source, uid));
}

/** One write: the document of a new user. */
export function createEvent(tx: Tx, uid: string, now: Instant): void {
  tx.create(eventRef(tx, uid), newExternalEvent(now));
}

/** One write: a message for `uid` has come, and its push is claimed with it. */
export function raiseNewMessage(
  tx: Tx,
  uid: string,
  chat_id: string,
  unread: number,
  claims: PushClaims,
  now: Instant,
): void {
  tx.merge(eventRef(tx, uid), {
    notify_new_message: true,
    unread: { [chat_id]: unread },
    push_claims: { [chat_id]: claims },
    modified: now,
  });
}

/** One write: the claims alone. */
export function setPushClaims(tx: Tx, uid: string, chat_id: string, claims: PushClaims): void {
  tx.merge(eventRef(tx, uid), { push_claims: { [chat_id]: claims } });
}

/**
 * One write without a read: the user's unread count of one chat. At 0 the flag falls and the chat's
 * push claims go, as what is read is never pushed.
 */
export function settleUnread(
  tx: Tx,
  uid: string,
  chat_id: string,
  unread: number,
  now: Instant,
): void {
  tx.merge(eventRef(tx, uid), {
    unread: { [chat_id]: unread },
    ...(unread === 0 && { notify_new_message: false, push_claims: { [chat_id]: REMOVED } }),
    modified: now,
  });
}

/** One write: something new is in the feed. */
export function raiseNotification(tx: Tx, uid: string, now: Instant): void {
  tx.merge(eventRef(tx, uid), { notify_notification: true, modified: now });
}
