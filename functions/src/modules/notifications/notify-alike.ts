import type { Context } from '../../context/context.ts';
import { deterministicId } from '../../kernel/deterministic-id.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Tx } from '../../store/transaction.ts';
import type { ExternalEvent } from '../events/model.ts';
import { claimEvent } from '../events/store.ts';
import { channelsOf, type OptionalKind } from './kinds.ts';
import { MAX_ACTORS, NOTIFICATION_SECONDS, type Notification } from './model.ts';
import { mayTell, putByChannels, type News } from './notify.ts';
import { readNotification, updateNotification } from './store.ts';

/** What several may do to one thing, which is one entry for all of them. */
export interface AlikeNews extends Omit<News<OptionalKind>, 'title' | 'body' | 'actor'> {
  actor: string;
  /** What the entry says once these did it, the latest last; none where all have taken it back. */
  words: (actors: readonly string[]) => { title: string; body: string };
}

/**
 * Tells a user what somebody did whom others may follow, as `notify` does: who comes first makes the entry,
 * each further one makes it unread again, and the same one again changes nothing; who took it back and does
 * it again is counted again, and nobody told. Only the first goes out by push and mail. From
 * {@link MAX_ACTORS} on nothing changes.
 *
 * Costs 1 read, and 2 writes at most: of an entry that is still unread, with the flag still up, and for who
 * does it again, only it.
 *
 * @param event the event document of who is told, which this transaction has read
 */
export async function notifyAlike(
  tx: Tx,
  ctx: Context,
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
  const { actors: before = [], taken_back = [] } = current ?? {};
  if (before.includes(actor) || before.length >= MAX_ACTORS) return;
  const actors = [...before, actor];
  const own_id = takenBackId(ctx, uid, id, actor);
  const others = taken_back.filter((each) => each !== own_id);
  const said = { ...words(actors), actor, actors, taken_back: others };
  if (current !== undefined && others.length < taken_back.length) {
    // Where all had taken it back it was read only for that.
    updateNotification(tx, uid, id, { ...said, read: before.length > 0 && current.read });
    return;
  }
  const entry: Notification = {
    ...{ type, ...said, reference_type, reference_id },
    read: false,
    created: now,
    expires_at: now.plusSeconds(NOTIFICATION_SECONDS),
  };
  putByChannels(tx, uid, id, entry, channels);
  // Whoever lowers the flag has marked what was unread, and so meets the write of the entry.
  const is_up = current?.read === false && event.notify_notification;
  if (channels.feed && !is_up) claimEvent(tx, uid, event, now, { notify_notification: true });
}

/** What stands in an entry for somebody who has taken back what it told of; it names him to nobody. */
export function takenBackId(ctx: Context, uid: string, id: string, actor: string): string {
  return deterministicId(ctx.hash, 'taken-back', uid, id, actor);
}
