import { z } from 'zod';

import type { NumberedEdit } from '../messages/model.ts';

/** What an edit replaced, as admins are shown it. */
export const wireEdit = z
  .object({
    number: z.int().meta({ description: 'The how many-th edit of its message, from 1' }),
    text: z.string().nullable().meta({ description: 'What the message said until then' }),
    replaced: z.iso.datetime(),
  })
  .meta({ id: 'MessageEdit' });

export function toWireEdit({ number, text, replaced }: NumberedEdit): z.output<typeof wireEdit> {
  return { number, text, replaced: replaced.toRfc3339() };
}
