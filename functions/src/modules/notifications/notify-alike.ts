import type { Instant } from '../../kernel/instant.ts';
import type { Tx } from '../../store/transaction.ts';
import type { ExternalEvent } from '../events/model.ts';
import { claimEvent } from '../events/store.ts';
import { channelsOf, type OptionalKind } from './kinds.ts';
import { MAX_ACTORS, NOTIFICATION_SECONDS, type Notification } from './model.ts';
import { mayTell, putByChannels, type News } from './notify.ts';
import { readNotification } from './store.ts';

/** What several may do to one thing, which is one entry for all of them. */
export interface AlikeNews extends Omit<News<OptionalKind>, 'title' | 'body' | 'actor'> {
  actor: string;
  /** What the entry says once so many did it, `actor` the last of them. */
  words: (count: number) => { title: string; body: string };
}

/**
 * Tells a user what somebody did whom others may follow, as `notify` does: who comes first makes the entry,
 * each further one makes it unread again, and the same one again changes nothing. Only the first goes out
 * by push and mail. From {@link MAX_ACTORS} on nothing changes.
 *
 * Costs 1 read, and 2 writes at most: of an entry that is still unread, with the flag still up, only it.
 *
 * @param event the event document of who is told, which this transaction has read
 */
export async function notifyAlike(
  tx: Tx,
  event: ExternalEvent | undefined,
  { words, ...news }: AlikeNews,
  now: Instant,
): Promise<void> {
  if (event === undefined || !mayTell(event, news)) return;
  const { uid, id, type, actor, reference_type, reference_id } = news;
  const channels = channelsOf(event.notification_switches, type);
  if (!channels.feed && !channels.push && !channels.mail) return;
  const known = await readNotification(tx, channels.feed ? 'feed' : 'unlisted', uid, id);
  const current = known !== undefined && known.expires_at.compare(now) > 0 ? known : undefined;
  const before = current?.actors ?? [];
  if (before.includes(actor) || before.length >= MAX_ACTORS) return;
  const actors = [...before, actor];
  const entry: Notification = {
    ...{ type, ...words(actors.length), actor, actors, reference_type, reference_id },
    read: false,
    created: now,
    expires_at: now.plusSeconds(NOTIFICATION_SECONDS),
  };
  putByChannels(tx, uid, id, entry, channels);
  // Whoever lowers the flag has marked what was unread, and so meets the write of the entry.
  const is_up = current?.read === false && event.notify_notification;
  if (channels.feed && !is_up) claimEvent(tx, uid, event, now, { notify_notification: true });
}
