import type { Instant } from '../../kernel/instant.ts';
import type { Tx } from '../../store/transaction.ts';
import type { Notification } from './model.ts';
import { readNotification, setReopened, setSettled } from './store.ts';

/** Whether an entry counts as unread. */
export function isUnread(entry: Notification | undefined, now: Instant): entry is Notification {
  return entry !== undefined && !entry.read && entry.expires_at.compare(now) > 0;
}

/**
 * What an entry of somebody's feed tells of is over: where it is unread it becomes read, and is no longer
 * counted. The flags, which fall when he has looked, stay as they are.
 *
 * Costs 1 read, and 1 write where it is unread.
 */
export async function settle(tx: Tx, uid: string, id: string, now: Instant): Promise<void> {
  if (isUnread(await readNotification(tx, 'feed', uid, id), now)) setSettled(tx, uid, id);
}

/**
 * The reverse of {@link settle}, where what was over has begun anew and is not told of again: an entry that
 * was read only by that is unread again. 1 read, and 1 write where it is so.
 */
export async function reopen(tx: Tx, uid: string, id: string): Promise<void> {
  const entry = await readNotification(tx, 'feed', uid, id);
  if (entry?.settled === true) setReopened(tx, uid, id);
}
