import type { Instant } from '../../kernel/instant.ts';
import type { Tx } from '../../store/transaction.ts';
import type { ChatMember, Role } from '../chats/model.ts';
import { putMember } from '../chats/store.ts';
import { enterGroup } from '../events/store.ts';
import type { Newcomer } from './admit.ts';

/** Where a group stands when somebody joins. */
export interface JoiningPoint {
  joined: Instant;
  /** The total before the message that tells of it. */
  joined_number: number;
  /** The total with it: nothing is new to a newcomer. */
  total: number;
}

/** Two writes for each: the member document and the event document. */
export function writeNewcomers(
  tx: Tx,
  chat_id: string,
  newcomers: readonly Newcomer[],
  { joined, joined_number, total }: JoiningPoint,
  now: Instant,
): void {
  for (const { uid, receipts_off, event } of newcomers) {
    const member: ChatMember = {
      joined,
      joined_number,
      read_number: total,
      delivered_number: total,
      ...(receipts_off && { receipts_off }),
    };
    putMember(tx, chat_id, uid, member);
    enterGroup(tx, uid, chat_id, total, now, event);
  }
}

/** The chat's maps by uid, for the newcomers. */
export function rolesAndNames(
  newcomers: readonly Newcomer[],
  role: Role,
): { roles: Record<string, Role>; usernames: Record<string, string> } {
  return {
    roles: Object.fromEntries(newcomers.map(({ uid }) => [uid, role])),
    usernames: Object.fromEntries(newcomers.map(({ uid, username }) => [uid, username])),
  };
}
