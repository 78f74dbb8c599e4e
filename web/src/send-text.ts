import { doc, serverTimestamp, setDoc } from 'firebase/firestore';

import type { Device } from './device.ts';

const CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Which door a message takes: our callable, or a write of one's own to Firestore. */
export type Door = 'callable' | 'direct';

/** A new message id. The sender chooses it, so that sending again cannot double a message. */
export function newMessageId(): string {
  const random = crypto.getRandomValues(new Uint32Array(20));
  return Array.from(random, (value) => CHARACTERS[value % CHARACTERS.length]).join('');
}

/** Sends a text; resolves when Firestore has it, which for a direct write is before it is numbered. */
export async function sendText(
  { uid, firestore, call }: Device,
  chat_id: string,
  message_id: string,
  text: string,
  door: Door,
): Promise<void> {
  if (door === 'callable') {
    await call('sendMessage', { chat_id, message_id, type: 'TEXT', text });
    return;
  }
  // The rules take exactly these fields, and no other time than the server's.
  const message = { from_user: uid, type: 'TEXT', text, created: serverTimestamp() };
  await setDoc(doc(firestore, 'chats', chat_id, 'messages', message_id), message);
}
