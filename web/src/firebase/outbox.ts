import { explain } from '../ui/explain.ts';
import type { Device } from './device.ts';
import { keep, recall } from './kept.ts';
import { newListeners } from './listeners.ts';
import { followUp, waitingMessages } from './offline.ts';
import { sendText, type Outgoing } from './send.ts';
import { dropWritten, writtenAt } from './written.ts';

/** A message that was written on this device, until a snapshot shows that it has arrived. */
export interface Unsent extends Outgoing {
  /** When it was written, in milliseconds. */
  written: number;
  state: 'waiting' | 'taken' | 'refused';
  /** In words, where it was refused. */
  why?: string;
}

/** What a user has written on a device and has not arrived, also after a reload. */
export interface Outbox {
  all: () => readonly Unsent[];
  /** Calls back when it changes. @returns the function that ends it */
  watch: (listener: () => void) => () => void;
  send: (message: Outgoing) => void;
  /** Sends what was refused once more, as the same message. */
  again: (message_id: string) => void;
  /** Forgets messages: they are on show as documents, or not wanted any more. */
  drop: (message_ids: readonly string[]) => void;
  /** Goes on with what a page before this one has left. */
  resume: () => Promise<void>;
  /** Its user has left: nothing of it is kept or told any more. */
  close: () => void;
}

/** Opens the outbox of the user of a device; what is sent by it goes in the order of writing. */
export function openOutbox(device: Device, uid: string): Outbox {
  const left = JSON.parse(recall(device.name, 'unsent') ?? '[]') as Unsent[];
  let all: readonly Unsent[] = left;
  const listeners = newListeners();
  let isOpen = true;
  // One at a time: requests that are made together may be handled in any order.
  let last: Promise<unknown> = Promise.resolve();

  const set = (next: readonly Unsent[]): void => {
    if (!isOpen) return;
    all = next;
    const kept = next.filter(({ state }) => state !== 'taken');
    keep(device.name, 'unsent', kept.length === 0 ? undefined : JSON.stringify(kept));
    listeners.tell();
  };
  const without = (ids: readonly string[]): Unsent[] =>
    all.filter(({ message_id }) => !ids.includes(message_id));
  const settle = (message_id: string, outcome: Pick<Unsent, 'state' | 'why'>): void =>
    set(all.map((each) => (each.message_id === message_id ? { ...each, ...outcome } : each)));
  const told = {
    taken: ({ message_id }: Outgoing) => settle(message_id, { state: 'taken' }),
    refused: ({ message_id }: Outgoing, why: unknown) =>
      settle(message_id, { state: 'refused', why: explain(why) }),
  };
  const queue = (message: Outgoing): void => {
    const hand = (next: () => void): void => {
      sendText(device, uid, message, next)
        .then(
          () => told.taken(message),
          (why: unknown) => told.refused(message, why),
        )
        .finally(next);
    };
    last = last.then(() => new Promise<void>(hand));
  };
  const add = (messages: readonly Outgoing[]): void => {
    const added = messages.map((message): Unsent => {
      const written = writtenAt(device, message.message_id)?.toMillis() ?? Date.now();
      return { ...message, written, state: 'waiting' };
    });
    set([...without(added.map(({ message_id }) => message_id)), ...added]);
  };
  const send = (message: Outgoing): void => {
    add([message]);
    queue(message);
  };
  return {
    all: () => all,
    watch: listeners.add,
    send,
    again: (message_id) => {
      const refused = all.find((each) => each.message_id === message_id);
      if (refused === undefined) return;
      const { chat_id, text, reply_to } = refused;
      send({ chat_id, message_id, text, reply_to });
    },
    drop: (message_ids) => {
      if (message_ids.length > 0) set(without(message_ids));
    },
    resume: async () => {
      const waiting = await waitingMessages(device, uid);
      const isWaiting = new Set(waiting.map(({ message_id }) => message_id));
      add(waiting);
      for (const { message_id, state, ...message } of left) {
        if (state !== 'waiting' || isWaiting.has(message_id)) continue;
        // The page went while it was asked for: it may have arrived or not.
        dropWritten(device, message_id);
        queue({ message_id, ...message });
      }
      await followUp(device, uid, waiting, told);
    },
    close: () => {
      isOpen = false;
      listeners.clear();
    },
  };
}
