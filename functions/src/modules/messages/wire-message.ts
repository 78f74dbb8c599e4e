import { z } from 'zod';

import { messageId } from '../../kernel/fields.ts';
import type { Message } from './model.ts';

/** A message on the wire. */
export const wireMessage = z
  .object({
    message_id: messageId,
    message_number: z.int(),
    created: z.iso.datetime(),
    from_user: z.string(),
    type: z.string(),
    text: z.string().optional(),
    file: z.record(z.string(), z.unknown()).optional(),
    file_name: z.string().optional(),
    reference_type: z.string().optional(),
    reference_id: z.string().optional(),
    action: z.enum(['FORWARD', 'REPLY', 'EDIT', 'DELETE']).optional(),
    action_params: z.record(z.string(), z.unknown()).optional(),
    edited: z.boolean(),
    deleted: z.boolean().meta({ description: 'For everyone: nothing of its content is left' }),
    reactions: z.record(z.string(), z.array(z.string())).meta({ description: 'Users by emoji' }),
  })
  .meta({ id: 'Message' });
export type WireMessage = z.output<typeof wireMessage>;

/** A message that has its number, as it is told to those who may see it. */
export function toWireMessage(
  message_id: string,
  message_number: number,
  message: Message,
): WireMessage {
  const { created, edited = false, deleted = false, reactions = {} } = message;
  const { from_user, type, text, file, file_name, reference_type, reference_id } = message;
  const { action, action_params } = message;
  const optional = { text, file, file_name, reference_type, reference_id, action, action_params };
  return {
    message_id,
    message_number,
    created: created.toRfc3339(),
    from_user,
    type,
    ...(Object.fromEntries(
      Object.entries(optional).filter(([, value]) => value !== undefined),
    ) as typeof optional),
    edited,
    deleted,
    reactions,
  };
}
