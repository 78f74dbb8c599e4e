import type { Instant } from '../../kernel/instant.ts';
import type { Chat } from '../chats/model.ts';
import type { ExternalEvent } from '../events/model.ts';
import { mentions } from './mentions.ts';
import type { NumberedMessage } from './numbered-message.ts';
import { isQuiet } from './quiet-hours.ts';

/**
 * Whether a message is to be pushed to a recipient: not between users of whom one blocked the other,
 * not in a muted chat unless it mentions him and he lets mentions pass, not in his hours of rest, never
 * to one whom an admin has shut out, and never where the message is gone, is ours, or was written beyond
 * its sender's limit.
 *
 * @param author the event document of who wrote it, where the chat does not say whom he has blocked
 */
export function wantsPush(
  chat: Chat,
  { chat_id, message }: NumberedMessage,
  recipient: string,
  event: ExternalEvent,
  now: Instant,
  author?: ExternalEvent,
): boolean {
  if (event.disabled === true) return false;
  if (message.deleted === true || message.type === 'SYSTEM') return false;
  if (message.push_held === true) return false;
  if (chat.type === 'direct' && chat.blocked_by.length > 0) return false;
  if (event.blocked_users?.[message.from_user] === true) return false;
  if (author?.blocked_users?.[recipient] === true) return false;
  if (isQuiet(event.push?.do_not_disturb, now)) return false;
  const until = event.muted?.[chat_id];
  if (until === undefined || until.compare(now) <= 0) return true;
  const passes = event.push?.mentions_pass_mute ?? true;
  return passes && mentions(message.text, chat.usernames[recipient]);
}
