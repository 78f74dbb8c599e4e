import { collection, doc, serverTimestamp, type Firestore } from 'firebase/firestore';

import { reasonOf } from '../ui/explain.ts';
import { setDoc } from './counted.ts';
import type { Device } from './device.ts';
import { dropWritten, hasWritten, noteWritten } from './written.ts';

// docs: send
/** A text to be sent. */
export interface Outgoing {
  chat_id: string;
  message_id: string;
  text: string;
  /** The message it answers. */
  reply_to?: string | undefined;
}

/** 20 characters of A-Z, a-z and 0-9, as the SDK's own ids are. */
export function newMessageId(db: Firestore): string {
  return doc(collection(db, 'chats')).id;
}

/**
 * Sends a text: by the function, which says at once why not, or by writing the message itself, which the
 * SDK keeps and sends when it can: without a connection, and behind what waits so. The id makes both safe
 * to repeat.
 *
 * @param written called when the SDK has it: what is sent from then on comes after it
 */
export async function sendText(
  device: Device,
  uid: string,
  message: Outgoing,
  written?: () => void,
): Promise<void> {
  if (!device.connection.online() || hasWritten(device)) {
    return writeText(device, uid, message, written);
  }
  const { chat_id, message_id } = message;
  try {
    await device.call('sendMessage', { chat_id, message_id, ...contentOf(message) });
  } catch (error) {
    if (reasonOf(error) !== undefined) throw error;
    // Nobody answered: the message may have arrived or not.
    await writeText(device, uid, message, written);
  }
}

async function writeText(
  device: Device,
  uid: string,
  message: Outgoing,
  written?: () => void,
): Promise<void> {
  const { chat_id, message_id } = message;
  const place = doc(device.db, `chats/${chat_id}/messages/${message_id}`);
  const created = serverTimestamp();
  noteWritten(device, message_id);
  try {
    const arrives = setDoc(place, { from_user: uid, created, ...contentOf(message) });
    written?.();
    await arrives;
  } catch {
    // Denied, perhaps as it is there already: the function says which, and why.
    await device.call('sendMessage', { chat_id, message_id, ...contentOf(message) });
  } finally {
    dropWritten(device, message_id);
  }
}

function contentOf({ text, reply_to }: Outgoing) {
  const content = { type: 'TEXT', text } as const;
  if (reply_to === undefined) return content;
  const reply = { action: 'REPLY', reference_type: 'MESSAGE', reference_id: reply_to } as const;
  return { ...content, ...reply };
}
// end of docs: send
