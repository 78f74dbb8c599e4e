import type { Instant } from '../../kernel/instant.ts';
import type { GroupChat } from '../chats/model.ts';
import { badgeOf, knownTotal, type ExternalEvent } from '../events/model.ts';
import { claimPushes } from '../events/push-claims.ts';
import type { EventChange } from '../events/store.ts';
import type { StoredMessage } from '../messages/store.ts';
import type { DeliveryDecision } from './fan-out.ts';
import { mentions } from './mentions.ts';
import { newMessageNote } from './new-message-note.ts';
import { wantsPush } from './wants-push.ts';

/** A batch of a group's messages, by ascending number, and one of its members. */
export interface BatchDelivery {
  chat_id: string;
  chat: GroupChat;
  messages: readonly StoredMessage[];
  recipient: string;
  event: ExternalEvent;
  /** The event documents of those who wrote them. */
  authors: ReadonlyMap<string, ExternalEvent>;
}

/** One of the messages that is new to a recipient; `devices` are those left by an earlier attempt. */
interface Candidate {
  news: StoredMessage & { chat_id: string };
  devices: string[];
}

/**
 * What a batch changes in a member's event document, once for all its messages, and the one push that is
 * claimed by that change: of the latest that mentions him, else of the latest. Neither for what was
 * delivered before or read already.
 */
export function decideBatch(
  { chat_id, chat, messages, recipient, event, authors }: BatchDelivery,
  now: Instant,
): DeliveryDecision {
  const read_number = event.read?.[chat_id];
  // He has left, or was removed, since the chat was read.
  if (read_number === undefined) return {};
  const numbers = messages.map(({ message_number }) => message_number);
  const claim = claimPushes(event.push_claims?.[chat_id], numbers, read_number);
  if (claim === undefined) return {};

  const total = knownTotal(event, chat_id, read_number, chat.total_messages_count);
  const unread = total - read_number;
  const devices = new Map(claim.granted.map((granted) => [granted.number, granted.devices]));
  const candidates = messages
    .filter(({ message }) => message.from_user !== recipient)
    .flatMap((stored): Candidate[] => {
      const left = devices.get(stored.message_number);
      return left === undefined ? [] : [{ news: { chat_id, ...stored }, devices: left }];
    });
  const is_new = candidates.some(({ devices }) => devices.length === 0);
  const is_counted = claim.granted.some(({ devices }) => devices.length === 0);
  const change: EventChange = {
    push_claims: { [chat_id]: claim.claims },
    ...(is_counted && { unread: { [chat_id]: unread }, modified: now }),
    ...(is_new && { notify_new_message: true }),
  };
  // What an earlier attempt left is replaced by what is new, on all devices.
  const wanted = candidates.filter(
    ({ news, devices }) =>
      (devices.length === 0 || !is_new) &&
      wantsPush(chat, news, recipient, event, now, authors.get(news.message.from_user)),
  );
  const username = chat.usernames[recipient];
  const chosen =
    wanted.findLast(({ news }) => mentions(news.message.text, username)) ?? wanted.at(-1);
  if (chosen === undefined) return { change };
  const badge = badgeOf({ ...event.unread, [chat_id]: unread });
  const shown = { badge, previews: event.push?.previews ?? true };
  const note = newMessageNote(chat, chosen.news, shown);
  const { message_number } = chosen.news;
  return { change, push: { recipient, chat_id, message_number, note, devices: chosen.devices } };
}
