import { z } from 'zod';

import { REASONS, type Reason } from '../../kernel/errors.ts';
import { httpStatusOf } from '../rest/errors.ts';

const field = z
  .object({ field: z.string(), message: z.string() })
  .meta({ id: 'FieldProblem', description: 'What is wrong with one field; a dotted path' });

/** The body of every refusal. */
export const errorBody = z
  .object({
    error: z.object({
      status: z.string().meta({ description: 'The canonical status (google.rpc.Code)' }),
      reason: z.enum(Object.keys(REASONS) as [Reason, ...Reason[]]).meta({
        id: 'Reason',
        description: Object.entries(REASONS)
          .map(([reason, [status, text]]) => `- \`${reason}\` (${status}): ${text}`)
          .join('\n'),
      }),
      message: z.string(),
      fields: z.array(field).optional(),
    }),
  })
  .meta({ id: 'Error' });

/** The refusals of an endpoint by HTTP status, each with its reasons. */
export function refusals(reasons: readonly Reason[]) {
  const byStatus = Map.groupBy(reasons, httpStatusOf);
  return Object.fromEntries(
    [...byStatus]
      .toSorted(([a], [b]) => a - b)
      .map(([status, those]) => [
        String(status),
        {
          description: those.map((reason) => `\`${reason}\``).join(', '),
          content: { 'application/json': { schema: errorBody } },
          ...(status === 429 && {
            headers: {
              'Retry-After': {
                description: 'Seconds to wait',
                schema: { type: 'integer' as const },
              },
            },
          }),
        },
      ]),
  );
}
