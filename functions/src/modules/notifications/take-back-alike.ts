import type { Context } from '../../context/context.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Tx } from '../../store/transaction.ts';
import { MAX_ACTORS } from './model.ts';
import { takenBackId, type AlikeNews } from './notify-alike.ts';
import { isUnread } from './settle.ts';
import { readNotification, updateNotification } from './store.ts';

/** Who of those that an entry counts does still what it tells of. */
export interface AlikeLeft extends Pick<AlikeNews, 'uid' | 'id' | 'words'> {
  stays: (actor: string) => boolean;
}

/**
 * Has an entry that is still unread count and name no more than those who still do what it tells of. Where
 * that is nobody it is read, and stays: were it gone, whoever does it again would be told of again, by a
 * push. An entry that was read, or that stands still, stays as it is; the flag, which falls when its user
 * has looked, as well.
 *
 * Costs 1 read, and 1 write where it changes.
 */
export async function takeBackAlike(
  tx: Tx,
  ctx: Context,
  { uid, id, words, stays }: AlikeLeft,
  now: Instant,
): Promise<void> {
  const entry = await readNotification(tx, 'feed', uid, id);
  if (!isUnread(entry, now)) return;
  if (entry.actors.length >= MAX_ACTORS) return;
  const actors = entry.actors.filter(stays);
  const gone = entry.actors.filter((actor) => !stays(actor));
  if (gone.length === 0) return;
  const ids = gone.map((actor) => takenBackId(ctx, uid, id, actor));
  updateNotification(tx, uid, id, {
    ...words(actors),
    actor: actors.at(-1) ?? null,
    actors,
    taken_back: [...(entry.taken_back ?? []), ...ids].slice(-MAX_ACTORS),
    read: actors.length === 0,
  });
}
