import type { Context } from '../../context/context.ts';
import { REMOVED, type Tx } from '../../store/transaction.ts';
import type { GroupChange, GroupChat } from '../chats/model.ts';
import { deleteMember, updateChat } from '../chats/store.ts';
import { forgetChat } from '../events/store.ts';
import type { SystemEvent } from './system-event.ts';
import { tell, type Actor } from './tell.ts';

/** Somebody goes, by himself or because the actor removes him. */
export interface Departure {
  chat_id: string;
  chat: GroupChat;
  uid: string;
  actor: Actor;
}

/**
 * Writes that somebody goes. From the commit on the rules let him see nothing of the group, and what
 * delivery still has for him finds that he is none of it.
 *
 * Costs 3 writes (chat, message, his event document) and 1 delete, and up to 2 writes for the actor.
 */
export function writeDeparture(
  tx: Tx,
  ctx: Context,
  { chat_id, chat, uid, actor }: Departure,
): void {
  const now = ctx.clock.now();
  const new_owner = chat.roles[uid] === 'owner' ? successor(chat, uid) : undefined;
  const event: SystemEvent =
    actor.uid === uid
      ? { event: 'MEMBER_LEFT', ...(new_owner !== undefined && { new_owner }) }
      : { event: 'MEMBER_REMOVED', user_id: uid };
  // Whoever goes himself has no numbers any more that could rise.
  const teller = actor.uid === uid ? { uid, has_read: undefined } : actor;
  const telling = tell(ctx, chat_id, chat, teller, [event], now);
  updateChat(tx, chat_id, { ...without(chat, uid, new_owner), ...telling.fields });
  deleteMember(tx, chat_id, uid);
  forgetChat(tx, uid, chat_id, now);
  telling.write(tx);
}

/**
 * The group without one member. Without its last one it is closed for good, and loses what nobody can read
 * any more: its title and its picture.
 */
function without(chat: GroupChat, uid: string, new_owner: string | undefined): GroupChange {
  const members = chat.members.filter((other) => other !== uid);
  return {
    members,
    roles: { [uid]: REMOVED, ...(new_owner !== undefined && { [new_owner]: 'owner' }) },
    usernames: { [uid]: REMOVED },
    ...(chat.adding?.[uid] !== undefined && { adding: { [uid]: REMOVED } }),
    ...(members.length === 0 && { active: false, title: '', photo_url: null }),
  };
}

/** Who owns a group when its owner goes: the admin who joined first, else the member who did. */
export function successor({ members, roles }: GroupChat, owner: string): string | undefined {
  const others = members.filter((uid) => uid !== owner);
  return others.find((uid) => roles[uid] === 'admin') ?? others[0];
}
