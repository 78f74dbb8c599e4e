import { latest, type Instant } from '../../kernel/instant.ts';
import type { Database } from '../../store/database.ts';
import type { Reader } from '../../store/reader.ts';
import { COMMIT_TIME, REMOVED, type Tx } from '../../store/transaction.ts';
import {
  newExternalEvent,
  type DoNotDisturb,
  type ExternalEvent,
  type PushPreferences,
} from './model.ts';

function eventRef(source: Reader, uid: string) {
  return source.firestore.collection('users-external-event').doc(uid);
}

/** One read. */
export function readEvent(source: Reader, uid: string): Promise<ExternalEvent | undefined> {
  return source.get<ExternalEvent>(eventRef(source, uid));
}

/** One read each, in one round trip. */
export async function readEvents(
  source: Reader,
  uids: readonly string[],
): Promise<(ExternalEvent | undefined)[]> {
  const found = await source.getAll(uids.map((uid) => eventRef(source, uid)));
  return found as (ExternalEvent | undefined)[];
}

/** One write: the document of a new user. */
export function createEvent(tx: Tx, uid: string, now: Instant): void {
  tx.create(eventRef(tx, uid), newExternalEvent(now));
}

/** What changes in somebody's event document; maps are merged key by key. */
export type EventChange = {
  [K in keyof ExternalEvent]?: ExternalEvent[K] | Record<string, unknown>;
};

/** One write. */
export function changeEvent(tx: Tx, uid: string, change: EventChange): void {
  tx.merge(eventRef(tx, uid), change);
}

/**
 * One write that always changes the document: whoever has read it and writes it must read it again.
 * `event` is what was read.
 */
export function claimEvent(
  tx: Tx,
  uid: string,
  event: ExternalEvent | undefined,
  now: Instant,
  change: EventChange = {},
): void {
  const modified = event === undefined ? now : latest(now, event.modified.next());
  changeEvent(tx, uid, { ...(event === undefined && newExternalEvent(now)), ...change, modified });
}

/**
 * One read for each, and one write for each that changes, each on its own; see `Database.changeEach`.
 * `written` is told of those that were changed, some at a time.
 */
export function changeEvents(
  db: Database,
  uids: readonly string[],
  decide: (uid: string, event: ExternalEvent) => EventChange | undefined,
  written?: (uids: string[]) => void,
): Promise<void> {
  const refs = uids.map((uid) => eventRef(db, uid));
  return db.changeEach<ExternalEvent>(
    refs,
    (ref, event) => decide(ref.id, event),
    (changed) => written?.(changed.map(({ id }) => id)),
  );
}

/**
 * One write without a read: the user's unread count of one chat. At 0 the flag falls and the chat's
 * push claims go, as what is read is never pushed. `unmark` also takes away his mark of the chat as unread;
 * `more` changes with it.
 */
export function settleUnread(
  tx: Tx,
  uid: string,
  chat_id: string,
  { unread, unmark = false }: { unread: number; unmark?: boolean },
  now: Instant,
  more: EventChange = {},
): void {
  // The count may be what it was. A delivery that has read the chat as it was before must meet this
  // write all the same, or it would bring the old count back.
  tx.merge(eventRef(tx, uid), {
    ...more,
    ...unreadFields(chat_id, unread),
    ...(unmark && unmarked(chat_id)),
    modified: now,
    settled: COMMIT_TIME,
  });
}

/** {@link settleUnread}, with the number up to which the user has truly read. */
export function settleRead(
  tx: Tx,
  uid: string,
  chat_id: string,
  {
    read_number,
    unread,
    unmark = false,
  }: { read_number: number; unread: number; unmark?: boolean },
  now: Instant,
  more: EventChange = {},
): void {
  tx.merge(eventRef(tx, uid), {
    ...more,
    ...unreadFields(chat_id, unread),
    ...(unmark && unmarked(chat_id)),
    read: { [chat_id]: read_number },
    modified: now,
  });
}

function unreadFields(chat_id: string, unread: number) {
  return {
    unread: { [chat_id]: unread },
    ...(unread === 0 && {
      notify_new_message: false,
      push_claims: { [chat_id]: REMOVED },
    }),
  };
}

/** The user has said that he has read a chat to its end: his mark falls as well. */
function unmarked(chat_id: string) {
  return { marked_unread: { [chat_id]: REMOVED } };
}

/**
 * One write where the chat is marked as unread in `event`, which was read: it is opened again, though
 * there was nothing left to read in it.
 */
export function clearMark(
  tx: Tx,
  uid: string,
  event: ExternalEvent | undefined,
  chat_id: string,
  now: Instant,
): void {
  if (event?.marked_unread?.[chat_id] === true) setMarkedUnread(tx, uid, chat_id, false, now);
}

/** One write: the chat is to be shown as unread, or no longer. */
export function setMarkedUnread(
  tx: Tx,
  uid: string,
  chat_id: string,
  marked: boolean,
  now: Instant,
): void {
  const marked_unread = { [chat_id]: marked ? true : REMOVED };
  tx.merge(eventRef(tx, uid), { marked_unread, modified: now });
}

/**
 * One write: these chats say themselves again up to where the user has read. Like {@link claimEvent} it
 * changes the document in any case, so that whoever read it before decides anew.
 */
export function forgetRead(
  tx: Tx,
  uid: string,
  event: ExternalEvent | undefined,
  chat_ids: readonly string[],
  now: Instant,
): void {
  const read = Object.fromEntries(chat_ids.map((chat_id) => [chat_id, REMOVED]));
  claimEvent(tx, uid, event, now, chat_ids.length > 0 ? { read } : {});
}

/** What the user has set that others' use cases must know. */
export interface MirroredSettings {
  receipts_off: boolean;
  last_seen_hidden: boolean;
  push: Required<Omit<PushPreferences, 'do_not_disturb'>> & { do_not_disturb: DoNotDisturb | null };
  notification_switches: string[];
}

/** One write. */
export function mirrorSettings(
  tx: Tx,
  uid: string,
  { receipts_off, last_seen_hidden, push, notification_switches: switches }: MirroredSettings,
  now: Instant,
): void {
  tx.merge(eventRef(tx, uid), {
    receipts_off: receipts_off ? true : REMOVED,
    last_seen_hidden: last_seen_hidden ? true : REMOVED,
    push: { ...push, do_not_disturb: push.do_not_disturb ?? REMOVED },
    notification_switches: switches.length > 0 ? switches : REMOVED,
    modified: now,
  });
}

/** One delete. */
export function deleteEvent(tx: Tx, uid: string): void {
  tx.delete(eventRef(tx, uid));
}

/** One write: whether an admin has shut the user out, whom nothing is pushed then. */
export function setEventDisabled(tx: Tx, uid: string, disabled: boolean): void {
  tx.merge(eventRef(tx, uid), { disabled: disabled ? true : REMOVED });
}

/**
 * One write without a read: something new is in the feed. It changes the document in any case, so that
 * whoever lowers the flag meanwhile, having seen what was there before, decides anew.
 */
export function raiseNotification(tx: Tx, uid: string, now: Instant): void {
  tx.merge(eventRef(tx, uid), { notify_notification: true, modified: now, settled: COMMIT_TIME });
}

/** One write: no push of the chat is wanted until then; `null` where pushes are wanted again. */
export function setMuted(
  tx: Tx,
  uid: string,
  chat_id: string,
  until: Instant | null,
  now: Instant,
): void {
  tx.merge(eventRef(tx, uid), { muted: { [chat_id]: until ?? REMOVED }, modified: now });
}

/** One write: the user is in a group from now on, and nothing of it is new to him. */
export function enterGroup(
  tx: Tx,
  uid: string,
  chat_id: string,
  total: number,
  now: Instant,
  more: EventChange = {},
): void {
  tx.merge(eventRef(tx, uid), {
    ...more,
    read: { [chat_id]: total },
    unread: { [chat_id]: 0 },
    modified: now,
  });
}

/** One write: nothing of a chat is left, as the user has left it. */
export function forgetChat(tx: Tx, uid: string, chat_id: string, now: Instant): void {
  const gone = { [chat_id]: REMOVED };
  const maps = { unread: gone, read: gone, muted: gone, marked_unread: gone, push_claims: gone };
  tx.merge(eventRef(tx, uid), { ...maps, modified: now });
}
