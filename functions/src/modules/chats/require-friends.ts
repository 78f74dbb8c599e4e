import type { Context } from '../../context/context.ts';
import { ParleyError } from '../../kernel/errors.ts';
import type { Reader } from '../../store/reader.ts';
import { areFriends } from '../friends/decide.ts';
import { readBetween } from '../friends/store.ts';
import type { Chat } from './model.ts';

/**
 * Where only friends open chats, the first message of a direct one opens it too: they must be friends when
 * it is sent. A chat that has a message stays open to both.
 *
 * Costs nothing but for the first message where REQUIRE_FRIENDSHIP is on: 2 reads then.
 *
 * @throws ParleyError FRIENDSHIP_REQUIRED
 */
export async function requireFriends(
  source: Reader,
  ctx: Context,
  chat: Chat,
  uid: string,
): Promise<void> {
  if (!ctx.config.require_friendship || chat.type !== 'direct' || chat.started) return;
  const other = chat.members.find((member) => member !== uid);
  if (other === undefined || areFriends(await readBetween(source, uid, other))) return;
  throw new ParleyError('FRIENDSHIP_REQUIRED');
}
