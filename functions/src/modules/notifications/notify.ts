import type { Instant } from '../../kernel/instant.ts';
import type { Tx } from '../../store/transaction.ts';
import type { ExternalEvent } from '../events/model.ts';
import { claimEvent, raiseNotification, type EventChange } from '../events/store.ts';
import { channelsOf, type CertainKind, type Channels, type OptionalKind } from './kinds.ts';
import { NOTIFICATION_SECONDS, UNLISTED_SECONDS, type Notification } from './model.ts';
import { putNotification } from './store.ts';

/** What somebody is to be told. */
export interface News<K> {
  /** Who is told. */
  uid: string;
  /** Of its entry; deterministic, so that the same thing told twice is one entry. */
  id: string;
  type: K;
  title: string;
  body: string;
  /** The uid of who caused it, where it was a user. */
  actor: string | null;
  reference_type: string | null;
  reference_id: string | null;
}

/**
 * Tells a user something, by the ways that he wants to be told of its kind: an entry of his feed with
 * his flag, a push, a mail; the latter two by the entry's trigger. Nobody is told of his own act, nor of
 * whom he has blocked, nor one who has no documents.
 *
 * Costs 2 writes, 1 where he wants no entry, none where he wants nothing.
 *
 * @param event the event document of who is told, which this transaction has read
 * @param more what changes in it besides, whatever he wants to be told
 */
export function notify(
  tx: Tx,
  event: ExternalEvent | undefined,
  news: News<OptionalKind>,
  now: Instant,
  more: EventChange = {},
): void {
  if (event === undefined || !mayTell(event, news)) return;
  const channels = channelsOf(event.notification_switches, news.type);
  const change: EventChange = channels.feed ? { ...more, notify_notification: true } : more;
  if (Object.keys(change).length > 0) claimEvent(tx, news.uid, event, now, change);
  putByChannels(tx, news.uid, news.id, entryOf(news, now), channels);
}

/** {@link notify} of what nobody can switch off; reads nothing. 2 writes. */
export function notifyAlways(tx: Tx, news: News<CertainKind>, now: Instant): void {
  const entry: Notification = { ...entryOf(news, now), delivery: { push: true, mail: false } };
  putNotification(tx, 'feed', news.uid, news.id, entry);
  raiseNotification(tx, news.uid, now);
}

/** Whether somebody is to hear of what another did. */
export function mayTell(
  { blocked_users = {} }: ExternalEvent,
  { uid, actor }: { uid: string; actor: string | null },
): boolean {
  return actor === null || (actor !== uid && blocked_users[actor] !== true);
}

/** Puts an entry where its user's wishes have it, if anywhere: at most 1 write. */
export function putByChannels(
  tx: Tx,
  uid: string,
  id: string,
  entry: Notification,
  { feed, push, mail }: Channels,
): void {
  const goes_out = push || mail;
  const whole = goes_out ? { ...entry, delivery: { push, mail } } : entry;
  if (feed) putNotification(tx, 'feed', uid, id, whole);
  else if (goes_out) {
    const expires_at = entry.created.plusSeconds(UNLISTED_SECONDS);
    putNotification(tx, 'unlisted', uid, id, { ...whole, expires_at });
  }
}

function entryOf(news: News<OptionalKind | CertainKind>, now: Instant): Notification {
  const { type, title, body, actor, reference_type, reference_id } = news;
  return {
    ...{ type, title, body, actor, reference_type, reference_id },
    actors: actor === null ? [] : [actor],
    read: false,
    created: now,
    expires_at: now.plusSeconds(NOTIFICATION_SECONDS),
  };
}
