import { z } from 'zod';

import { text } from '../../kernel/fields.ts';

/**
 * What a message may hold, whoever writes it. `firestore.rules` says the same of direct writes:
 * `tests/cases/messages.ts` is the table of cases that both are run against.
 */
export const MAX_TEXT_LENGTH = 5000;

const MAX_PARAMS = 10;
const MAX_PARAM_NAMES_LENGTH = 640;

/** A field name that Firestore takes; `__…__` is reserved. */
const paramName = z.string().regex(/^(?!__.*__$)\w+$/, 'is not a name of A-Z, a-z, 0-9 and _');

const actionParams = z
  .record(paramName, z.union([text(0, 500), z.number(), z.boolean(), z.null()]))
  .refine(
    (params) => Object.keys(params).length <= MAX_PARAMS,
    `must have at most ${MAX_PARAMS} entries`,
  )
  .refine(
    (params) => Object.keys(params).join('').length <= MAX_PARAM_NAMES_LENGTH,
    `must have names of at most ${MAX_PARAM_NAMES_LENGTH} characters in all`,
  );

export const messageContent = z.strictObject({
  type: z.literal('TEXT', 'is not a type that can be sent'),
  text: text(1, MAX_TEXT_LENGTH),
  file_name: text(1, 255).optional(),
  reference_type: text(1, 64).optional(),
  reference_id: text(1, 128).optional(),
  action: z.enum(['FORWARD', 'REPLY'], 'must be FORWARD or REPLY').optional(),
  action_params: actionParams.optional(),
});
