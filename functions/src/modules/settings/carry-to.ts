import type { Instant } from '../../kernel/instant.ts';
import type { Tx } from '../../store/transaction.ts';
import type { DirectChat, GroupChat } from '../chats/model.ts';
import { readMembers, setMemberReceipts, updateChat, type KnownChat } from '../chats/store.ts';
import { forgetRead, readEvents } from '../events/store.ts';
import { offAfter, shownAgain } from './switch-receipts.ts';

/** A user's switch of read receipts. */
export interface Switch {
  uid: string;
  is_off: boolean;
  /** By chat, up to where he has truly read, where the chat does not say. */
  read: Readonly<Record<string, number>>;
  now: Instant;
}

/**
 * Prepares the switch in direct chats: reads those peers whose true numbers the chats are to show
 * again. What it answers does the writing, and says in which chats that is.
 */
export async function carryToDirect(
  tx: Tx,
  { uid, is_off, read, now }: Switch,
  chats: readonly KnownChat[],
): Promise<() => string[]> {
  const direct = chats.flatMap(({ chat_id, chat }) =>
    chat.type === 'direct' ? [{ chat_id, chat, peer: peerOf(chat, uid) }] : [],
  );
  const off_by = (chat: DirectChat) => offAfter(chat.receipts_off_by, uid, is_off);
  const shown = direct.filter(({ chat }) => off_by(chat).length === 0);
  const events = await readEvents(
    tx,
    shown.map(({ peer }) => peer),
  );
  return () => {
    for (const { chat_id, chat, peer } of direct) {
      const receipts_off_by = off_by(chat);
      const truly = { [uid]: read[chat_id], [peer]: events.get(peer)?.read?.[chat_id] };
      const again = receipts_off_by.length === 0 ? shownAgain(chat, truly) : {};
      updateChat(tx, chat_id, { receipts_off_by, ...again, modified: now });
    }
    for (const { chat_id, peer } of shown) forgetRead(tx, peer, [chat_id], now);
    return shown.map(({ chat_id }) => chat_id);
  };
}

/** Prepares the switch in groups, where his member document stands still while receipts are off. */
export async function carryToGroups(
  tx: Tx,
  { uid, is_off, read }: Switch,
  chats: readonly KnownChat[],
): Promise<() => void> {
  const groups = chats.flatMap(({ chat_id, chat }) =>
    chat.type === 'group' ? [{ chat_id, chat }] : [],
  );
  const members = await readMembers(
    tx,
    groups.map(({ chat_id }) => chat_id),
    uid,
  );
  return () => {
    for (const { chat_id, chat } of groups) {
      const member = members.get(chat_id);
      if (member === undefined) continue;
      const shown = member.read_number ?? 0;
      const read_number = is_off ? shown : Math.max(shown, read[chat_id] ?? 0);
      const change: Partial<GroupChat> = {
        receipts_off_by: offAfter(chat.receipts_off_by, uid, is_off),
      };
      updateChat(tx, chat_id, change);
      setMemberReceipts(tx, chat_id, uid, { is_off, read_number });
    }
  };
}

function peerOf(chat: DirectChat, uid: string): string {
  return chat.user1 === uid ? chat.user2 : chat.user1;
}
