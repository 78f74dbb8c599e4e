import { Timestamp } from 'firebase/firestore';
import { useEffect, useState } from 'preact/hooks';

import type { Message } from '../../firebase/documents.ts';
import { newMessageId, sendText } from '../../firebase/send.ts';
import { usePane } from '../../panes/pane-context.ts';

/** Sends a text; what could not be sent comes back by `refused`. */
export type Send = (
  text: string,
  reply_to: string | undefined,
  refused: (error: unknown) => void,
) => void;

/** The messages of a chat with those that are on their way, which go as soon as a snapshot has them. */
export function useSending(chat_id: string, stored: readonly Message[] | undefined) {
  const { device, uid } = usePane();
  const [sending, setSending] = useState<readonly Message[]>([]);
  // One at a time: requests that are made together may be handled in any order.
  const [queue] = useState<{ last: Promise<unknown> }>({ last: Promise.resolve() });
  const drop = (message_id: string): void =>
    setSending((all) => all.filter((message) => message.message_id !== message_id));

  const arrived = new Set(stored?.map(({ message_id }) => message_id));
  const waiting = sending.filter(({ message_id }) => !arrived.has(message_id));
  useEffect(() => {
    if (waiting.length < sending.length) setSending(waiting);
  }, [stored]);

  const send: Send = (text, reply_to, refused) => {
    const message_id = newMessageId(device.db);
    setSending((all) => [...all, echoOf(message_id, uid, text, reply_to)]);
    const act = async (): Promise<void> => {
      try {
        await sendText(device, uid, { chat_id, message_id, text, reply_to });
      } catch (error) {
        drop(message_id);
        refused(error);
      }
    };
    // What is written without a connection is in order, and would be waited for until there is one.
    if (device.connection.online()) queue.last = queue.last.then(act);
    else void act();
  };
  return { messages: [...(stored ?? []), ...waiting], send };
}

/** What is shown until the message's document is. */
function echoOf(
  message_id: string,
  from_user: string,
  text: string,
  reply_to: string | undefined,
): Message {
  const created = Timestamp.now();
  const message: Message = { message_id, from_user, type: 'TEXT', text, created, pending: true };
  if (reply_to === undefined) return message;
  return { ...message, action: 'REPLY', reference_type: 'MESSAGE', reference_id: reply_to };
}
