import { withoutQuotes, wordsOf, type SystemEvent } from '../groups/system-event.ts';
import type { Message } from '../messages/model.ts';

/** What is left of a message whose sender is gone. */
export type Remains =
  | { message: Message }
  /** Of what tells of a group: other words, without those of its parameters. */
  | { message: Message; text: string; quoted: string[] };

/** What of a message says something, or says what it once said. */
const SAYING = [
  ...['text', 'file', 'file_name', 'reference_type', 'reference_id', 'action_params', 'reactions'],
  ...['edited', 'edits'],
] as const;

/** `undefined` where nothing is to go, as it was erased before or never said anything. */
export function remainsOf(message: Message): Remains | undefined {
  if (message.type === 'SYSTEM') return ofSystem(message);
  const { created, from_user, type, message_number } = message;
  const says = SAYING.some((field) => field in message);
  if (!says && message.deleted === true) return undefined;
  const number = message_number !== undefined && { message_number };
  return { message: { created, from_user, type, ...number, action: 'DELETE', deleted: true } };
}

function ofSystem(message: Message): Remains | undefined {
  // Nobody but we write such messages, and so are their parameters.
  const told = message.action_params as SystemEvent | undefined;
  const left = told && withoutQuotes(told);
  if (told === undefined || left === undefined) return undefined;
  const text = wordsOf(left);
  const quoted = Object.keys(told).filter((name) => !(name in left));
  return { message: { ...message, text, action_params: { ...left } }, text, quoted };
}
