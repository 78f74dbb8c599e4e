import type { Instant } from '../../kernel/instant.ts';
import type { Tx } from '../../store/transaction.ts';
import { raiseNotification } from '../events/store.ts';
import { NOTIFICATION_SECONDS, type Notification } from './model.ts';
import { putNotification } from './store.ts';

/**
 * Puts an entry into a user's feed and raises his flag; 2 writes. `id` is deterministic, so that the
 * same thing told twice is one entry.
 */
export function notify(
  tx: Tx,
  uid: string,
  id: string,
  entry: Omit<Notification, 'read' | 'created' | 'expires_at'>,
  now: Instant,
): void {
  const expires_at = now.plusSeconds(NOTIFICATION_SECONDS);
  putNotification(tx, uid, id, { ...entry, read: false, created: now, expires_at });
  raiseNotification(tx, uid, now);
}
