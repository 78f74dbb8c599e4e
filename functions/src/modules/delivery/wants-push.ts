import type { Instant } from '../../kernel/instant.ts';
import type { Chat } from '../chats/model.ts';
import type { DoNotDisturb, ExternalEvent } from '../events/model.ts';
import { mentions } from './mentions.ts';
import type { NumberedMessage } from './numbered-message.ts';

/**
 * Whether a message is to be pushed to a recipient: not between users of whom one blocked the other,
 * not in a muted chat unless it mentions him and he lets mentions pass, not in his hours of rest, and
 * never where the message is gone or is ours.
 */
export function wantsPush(
  chat: Chat,
  { chat_id, message }: NumberedMessage,
  recipient: string,
  event: ExternalEvent,
  now: Instant,
): boolean {
  if (message.deleted === true || message.type === 'SYSTEM') return false;
  if (chat.type === 'direct' && chat.blocked_by.length > 0) return false;
  if (event.blocked_users?.[message.from_user] === true) return false;
  if (isQuiet(event.push?.do_not_disturb, now)) return false;
  const until = event.muted?.[chat_id];
  if (until === undefined || until.compare(now) <= 0) return true;
  const passes = event.push?.mentions_pass_mute ?? true;
  return passes && mentions(message.text, chat.usernames[recipient]);
}

/** Whether `now` is within the hours, as a clock on the wall of that zone shows it. */
function isQuiet(hours: DoNotDisturb | undefined, now: Instant): boolean {
  if (hours === undefined) return false;
  const { from, to, time_zone } = hours;
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone: time_zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(now.toMillis()));
  return from <= to ? from <= time && time < to : from <= time || time < to;
}
