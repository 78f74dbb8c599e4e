import { PEOPLE, type ChatName, type Person } from './history.ts';

/** A message that somebody sent, as he knows it. */
export interface Sent {
  chat: ChatName;
  who: Person;
  message_id: string;
  text: string;
  door: 'callable' | 'direct';
}

/** What was asked for and granted while a history was played: all that the oracle may know. */
export interface Log {
  sent: Sent[];
  /** Up to where each has said that he has read, or has shown by sending. */
  read: Record<ChatName, Record<Person, number>>;
  edits: Map<string, string[]>;
  deleted: Set<string>;
  hidden: Map<string, Set<Person>>;
  reactions: Map<string, Set<string>>;
  members: Set<Person>;
  blocks: Set<`${Person}>${Person}`>;
  /** Who ever muted a chat, or blocked: his pushes may be missing. */
  quieted: Set<Person>;
  /** Whether anybody ever switched read receipts off. */
  receipts_switched: boolean;
  /** Who was ever outside of the group. */
  been_out: Set<Person>;
  /** Whether a delivery may have died with a push in its hands. */
  pushes_may_be_lost: boolean;
}

export function emptyLog(): Log {
  const zero = () => Object.fromEntries(PEOPLE.map((who) => [who, 0])) as Record<Person, number>;
  return {
    sent: [],
    read: { direct: zero(), group: zero() },
    edits: new Map(),
    deleted: new Set(),
    hidden: new Map(),
    reactions: new Map(),
    members: new Set(['A', 'B', 'C']),
    blocks: new Set(),
    quieted: new Set(),
    receipts_switched: false,
    been_out: new Set(['D']),
    pushes_may_be_lost: false,
  };
}

/** Somebody has read up to a number. */
export function raise(log: Log, chat: ChatName, who: Person, number: number): void {
  log.read[chat][who] = Math.max(log.read[chat][who], number);
}
