import type { Instant } from '../../kernel/instant.ts';
import type { Chat } from '../chats/model.ts';
import { badgeOf, type ExternalEvent } from '../events/model.ts';
import { claimPush } from '../events/push-claims.ts';
import type { EventChange } from '../events/store.ts';
import type { ClaimedPush } from './claimed-push.ts';
import { newMessageNote } from './new-message-note.ts';
import type { NumberedMessage } from './numbered-message.ts';
import { wantsPush } from './wants-push.ts';

/** One message and one of its recipients. */
export interface Delivery {
  chat: Chat;
  news: NumberedMessage;
  recipient: string;
  event: ExternalEvent;
  /** The event document of who wrote it, in a group. */
  author?: ExternalEvent | undefined;
  /** Up to where the recipient has read. */
  read_number: number;
  /** His unread count of the chat, of which this message is one unless he has read it. */
  unread: number;
}

/**
 * What a message changes in its recipient's event document, and the push that is claimed by that
 * change; neither for what was delivered before or read already.
 */
export function decideDelivery(
  { chat, news, recipient, event, author, read_number, unread }: Delivery,
  now: Instant,
): { change?: EventChange; push?: ClaimedPush } {
  const { chat_id, message_number } = news;
  const claim = claimPush(event.push_claims?.[chat_id], message_number, read_number);
  if (!claim.granted) return {};
  const push_claims = { [chat_id]: claim.claims };
  // Devices left by an earlier attempt: the flag was raised then, and may have been lowered since.
  const change: EventChange =
    claim.devices.length > 0
      ? { push_claims }
      : { notify_new_message: true, unread: { [chat_id]: unread }, push_claims, modified: now };
  if (!wantsPush(chat, news, recipient, event, now, author)) return { change };

  const badge = badgeOf({ ...event.unread, [chat_id]: unread });
  const note = newMessageNote(chat, news, { badge, previews: event.push?.previews ?? true });
  return { change, push: { recipient, chat_id, message_number, note, devices: claim.devices } };
}
