import { authorOf } from '../messages/forwarded-content.ts';
import type { EvidenceMessage, Report } from './model.ts';

/**
 * What a report holds without the words of somebody who is gone: what he wrote with it, and what he said in
 * the messages that it shows, also where others forwarded it. Who reported whom for what stays. `undefined` where nothing changes.
 */
export function withoutWords(
  { reporter, text, messages }: Report,
  uid: string,
): Pick<Report, 'text' | 'messages'> | undefined {
  const isSaid = (message: EvidenceMessage) =>
    [message.from_user, authorOf(message)].includes(uid) && !isBare(message);
  const left = {
    text: reporter === uid ? null : text,
    messages: messages.map((message) => (isSaid(message) ? bare(message) : message)),
  };
  return left.text === text && !messages.some(isSaid) ? undefined : left;
}

function bare({ message_id, from_user, type, created, message_number }: EvidenceMessage) {
  const number = message_number !== undefined && { message_number };
  return { message_id, from_user, type, created, ...number, deleted: true as const };
}

function isBare(message: EvidenceMessage): boolean {
  return (
    message.deleted === true && Object.keys(message).length === Object.keys(bare(message)).length
  );
}
