import { Timestamp } from 'firebase/firestore';
import { useEffect } from 'preact/hooks';

import type { Message } from '../../firebase/documents.ts';
import type { Unsent } from '../../firebase/outbox.ts';
import { newMessageId } from '../../firebase/send.ts';
import { usePane } from '../../panes/pane-context.ts';
import { useUnsent } from '../../panes/use-unsent.ts';

/** Sends a text, perhaps as the answer to a message. */
export type Send = (text: string, reply_to: string | undefined) => void;

/** The messages of a chat with those that are on their way, and those that were refused. */
export function useSending(chat_id: string, stored: readonly Message[] | undefined) {
  const { device, uid, outbox } = usePane();
  const unsent = useUnsent().filter((message) => message.chat_id === chat_id);
  const shown = new Set(stored?.map(({ message_id }) => message_id));
  const taken = unsent.filter(({ state }) => state === 'taken');
  const arrived = taken.filter(({ message_id }) => shown.has(message_id));
  const underWay = unsent.filter(
    ({ message_id, state }) => state !== 'refused' && !shown.has(message_id),
  );
  // What arrived while another chat was open is among the messages, or before them.
  useEffect(() => outbox.drop(taken.map(({ message_id }) => message_id)), [chat_id]);
  useEffect(() => {
    if (arrived.length > 0) outbox.drop(arrived.map(({ message_id }) => message_id));
  }, [stored, arrived.length]);

  const send: Send = (text, reply_to) =>
    outbox.send({ chat_id, message_id: newMessageId(device.db), text, reply_to });
  return {
    messages: [...(stored ?? []), ...underWay.map((message) => echoOf(message, uid))],
    refused: unsent.filter(({ state }) => state === 'refused'),
    send,
  };
}

/** What is shown until the message's document is. */
function echoOf(unsent: Unsent, from_user: string): Message {
  const { message_id, text, reply_to, written, state } = unsent;
  const pending = state === 'waiting';
  const created = Timestamp.fromMillis(written);
  const message: Message = { message_id, from_user, type: 'TEXT', text, created, pending };
  if (reply_to === undefined) return message;
  return { ...message, action: 'REPLY', reference_type: 'MESSAGE', reference_id: reply_to };
}
