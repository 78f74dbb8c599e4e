import { z } from 'zod';

import { text } from '../../kernel/fields.ts';
import { messageFile } from './file.ts';
import { actionParams, contactParams, locationParams } from './params.ts';

/**
 * What a message may hold, whoever writes it. `firestore.rules` says the same of direct writes:
 * `tests/cases/messages.ts` is the table of cases that both are run against.
 */
export const MAX_TEXT_LENGTH = 5000;

/** What a person can send; `SYSTEM` messages are ours. */
export const SENT_TYPES = [
  'TEXT',
  'IMAGE',
  'VIDEO',
  'AUDIO',
  'FILE',
  'CONTACT',
  'LOCATION',
] as const;

export const messageText = text(1, MAX_TEXT_LENGTH);

/** What every type may have besides its own. */
const common = {
  text: messageText.optional(),
  file_name: text(1, 255).optional(),
  reference_type: text(1, 64).optional(),
  reference_id: text(1, 128).optional(),
  action: z.enum(['FORWARD', 'REPLY'], 'must be FORWARD or REPLY').optional(),
  action_params: actionParams.optional(),
};

/** One of the types a person can send, with `more` fields beside its content. */
export function messageContent<S extends z.ZodRawShape>(more: S) {
  const of = <T extends string, O extends z.ZodRawShape>(type: T, own: O) =>
    z.strictObject({ ...common, ...own, ...more, type: z.literal(type) });
  return z.discriminatedUnion(
    'type',
    [
      of('TEXT', { text: messageText }),
      of('IMAGE', { file: messageFile('image') }),
      of('VIDEO', { file: messageFile('video') }),
      of('AUDIO', { file: messageFile('audio') }),
      of('FILE', { file: messageFile() }),
      of('CONTACT', { action_params: contactParams }),
      of('LOCATION', { action_params: locationParams }),
    ],
    { error: 'is not a type that can be sent' },
  );
}
