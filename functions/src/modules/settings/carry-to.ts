import type { Instant } from '../../kernel/instant.ts';
import type { Tx } from '../../store/transaction.ts';
import { readChats, readMembers, setMemberReceipts, updateChat } from '../chats/store.ts';
import { forgetRead, readEvents } from '../events/store.ts';
import { hasOff, offAfter, shownAgain } from './switch-receipts.ts';

/** A user's switch of read receipts. */
export interface Switch {
  uid: string;
  is_off: boolean;
  /** By chat, up to where he has truly read, where the chat does not say. */
  read: Readonly<Record<string, number>>;
  now: Instant;
}

/**
 * Prepares the switch in direct chats: reads them, and those peers whose true numbers the chats are to
 * show again. What it answers does the writing, and says in which chats that is; `undefined` where all
 * have the setting.
 */
export async function carryToDirect(
  tx: Tx,
  { uid, is_off, read, now }: Switch,
  chat_ids: readonly string[],
): Promise<(() => string[]) | undefined> {
  const left = (await readChats(tx, chat_ids)).flatMap(({ chat_id, chat }) => {
    if (chat.type !== 'direct' || hasOff(chat.receipts_off_by, uid) === is_off) return [];
    const peer = chat.user1 === uid ? chat.user2 : chat.user1;
    return [{ chat_id, chat, peer, off_by: offAfter(chat.receipts_off_by, uid, is_off) }];
  });
  if (left.length === 0) return undefined;
  const shown = left.filter(({ off_by }) => off_by.length === 0);
  const peers = shown.map(({ peer }) => peer);
  const events = peers.length === 0 ? [] : await readEvents(tx, peers);
  const event_of = new Map(peers.map((peer, index) => [peer, events[index]]));
  return () => {
    for (const { chat_id, chat, peer, off_by } of left) {
      const truly = { [uid]: read[chat_id], [peer]: event_of.get(peer)?.read?.[chat_id] };
      const again = off_by.length === 0 ? shownAgain(chat, truly) : {};
      updateChat(tx, chat_id, { receipts_off_by: off_by, ...again, modified: now });
    }
    for (const { chat_id, peer } of shown) {
      forgetRead(tx, peer, event_of.get(peer), [chat_id], now);
    }
    return shown.map(({ chat_id }) => chat_id);
  };
}

/**
 * Prepares the switch in groups, where his member document stands still while receipts are off. What
 * it answers does the writing; `undefined` where all have the setting.
 */
export async function carryToGroups(
  tx: Tx,
  { uid, is_off, read }: Switch,
  chat_ids: readonly string[],
): Promise<(() => void) | undefined> {
  const members = await readMembers(tx, chat_ids, uid);
  const left = [...members].filter(([, { receipts_off }]) => (receipts_off === true) !== is_off);
  if (left.length === 0) return undefined;
  return () => {
    for (const [chat_id, { read_number: shown = 0 }] of left) {
      const read_number = is_off ? shown : Math.max(shown, read[chat_id] ?? 0);
      setMemberReceipts(tx, chat_id, uid, { is_off, read_number });
    }
  };
}
