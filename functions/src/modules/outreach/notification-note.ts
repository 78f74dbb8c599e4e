import type { NotificationKind } from '../notifications/kinds.ts';
import type { Notification } from '../notifications/model.ts';
import type { PushNote } from '../push/sender.ts';

/** What else there is to know for the push of an entry. */
export interface NoteDetails {
  id: string;
  /** The username of who caused it, where there is such a user. */
  username: string;
  /** The recipient's sum of unread messages. */
  badge: number;
  /** Whether what happened is shown. */
  previews: boolean;
  /** What the push replaces on the device if it comes again. */
  collapse_id: string;
}

const OF_FRIENDS: readonly NotificationKind[] = ['FRIEND_REQUEST', 'FRIEND_ACCEPTED'];

/** The push for an entry of somebody's feed. */
export function notificationNote(
  entry: Notification,
  { id, username, badge, previews, collapse_id }: NoteDetails,
): PushNote {
  const { type, title, body, actor, reference_type, reference_id } = entry;
  const [chat_id = '', message_id = ''] =
    reference_type === 'message' ? (reference_id?.split('/') ?? []) : [];
  const texts = previews
    ? { title, body }
    : { title: 'New notification', body: 'Open the app to see it.' };
  return {
    ...texts,
    data: {
      type: OF_FRIENDS.includes(type) ? 'FRIEND_REQUEST' : 'NOTIFICATION',
      notification_id: id,
      notification_type: type,
      reference_id: actor ?? '',
      reference_username: username,
      ...(message_id !== '' && { chat_id, message_id }),
    },
    badge,
    thread_id: chat_id === '' ? 'notifications' : chat_id,
    collapse_id,
  };
}
