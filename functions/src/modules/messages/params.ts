import { z } from 'zod';

import { text } from '../../kernel/fields.ts';

const MAX_PARAMS = 10;
const MAX_PARAM_NAMES_LENGTH = 640;

/** A field name that Firestore takes; `__…__` is reserved. */
const paramName = z.string().regex(/^(?!__.*__$)\w+$/, 'is not a name of A-Z, a-z, 0-9 and _');

/** Whatever an app wants to say of a message's action: a few scalars by short names. */
export const actionParams = z
  .record(paramName, z.union([text(0, 500), z.number(), z.boolean(), z.null()]))
  .refine(
    (params) => Object.keys(params).length <= MAX_PARAMS,
    `must have at most ${MAX_PARAMS} entries`,
  )
  .refine(
    (params) => Object.keys(params).join('').length <= MAX_PARAM_NAMES_LENGTH,
    `must have names of at most ${MAX_PARAM_NAMES_LENGTH} characters in all`,
  );

/** A contact is sent in its params: `name`, and as an app likes `phone`, `email`, `user_id`. */
export const contactParams = requiring({ name: text(1, 200) });

/** A place is sent in its params: `lat` and `lng` in degrees (WGS 84), and as an app likes `name`. */
export const locationParams = requiring({
  lat: z.number().min(-90).max(90),
  lng: z.number().min(-180).max(180),
});

function requiring(required: Record<string, z.ZodType>) {
  return actionParams.superRefine((params, refinement) => {
    for (const [name, schema] of Object.entries(required)) {
      const problem = schema.safeParse(params[name]).error?.issues[0];
      if (problem !== undefined) {
        refinement.addIssue({ code: 'custom', path: [name], message: problem.message });
      }
    }
  });
}
