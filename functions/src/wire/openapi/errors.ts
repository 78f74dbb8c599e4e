import { z } from 'zod';

import { REASONS, type Reason } from '../../kernel/errors.ts';
import { HTTP_STATUS, httpStatusOf } from '../rest/errors.ts';

const field = z
  .object({ field: z.string(), message: z.string() })
  .meta({ id: 'FieldProblem', description: 'What is wrong with one field; a dotted path' });

const status = z.string().meta({ description: 'The canonical status (google.rpc.Code)' });

const reason = z.enum(Object.keys(REASONS) as [Reason, ...Reason[]]).meta({
  id: 'Reason',
  description: Object.entries(REASONS)
    .map(([name, [canonical, text]]) => `- \`${name}\` (${canonical}): ${text}`)
    .join('\n'),
});

const opens_at = z.iso.datetime().optional().meta({ description: 'With OUTSIDE_ACTIVE_HOURS' });

/** How refusals look on one of the two ways in. */
interface ErrorForm {
  schema: z.ZodType;
  statusOf: (reason: Reason) => number;
  /** The body for one reason. */
  example: (reason: Reason) => object;
  /** Of an answer with 429. */
  headers: object;
}

/** REST: HTTP's own statuses and headers. */
export const REST_ERRORS: ErrorForm = {
  schema: z
    .object({
      error: z.object({
        status,
        reason,
        message: z.string(),
        fields: z.array(field).optional(),
        opens_at,
      }),
    })
    .meta({ id: 'Error' }),
  statusOf: httpStatusOf,
  example: (named) => {
    const [canonical, message] = REASONS[named];
    return {
      error: { status: canonical, reason: named, message, ...fieldsOf(named), ...openingOf(named) },
    };
  },
  headers: {
    headers: {
      'Retry-After': { description: 'Seconds to wait', schema: { type: 'integer' as const } },
    },
  },
};

/** The callable protocol: `HttpsError`, with our part in `details`. */
export const CALLABLE_ERRORS: ErrorForm = {
  schema: z
    .object({
      error: z.object({
        status,
        message: z.string(),
        details: z.object({
          reason,
          fields: z.array(field).optional(),
          retry_after_seconds: z.int().optional().meta({ description: 'With RATE_LIMITED' }),
          opens_at,
        }),
      }),
    })
    .meta({ id: 'CallableError' }),
  statusOf: (named) => HTTP_STATUS[REASONS[named][0]],
  example: (named) => {
    const [canonical, message] = REASONS[named];
    const wait = named === 'RATE_LIMITED' && { retry_after_seconds: 30 };
    const details = { reason: named, ...fieldsOf(named), ...wait, ...openingOf(named) };
    return { error: { status: canonical, message, details } };
  },
  headers: {},
};

/** The refusals of an endpoint by HTTP status, each with its reasons and one example of each. */
export function refusals(reasons: readonly Reason[], form: ErrorForm) {
  const { schema, statusOf, headers } = form;
  const byStatus = Map.groupBy(reasons, statusOf);
  return Object.fromEntries(
    [...byStatus]
      .toSorted(([a], [b]) => a - b)
      .map(([code, those]) => {
        const examples = those.map((name) => [name, { value: form.example(name) }]);
        return [
          String(code),
          {
            description: those.map((name) => `\`${name}\``).join(', '),
            content: {
              'application/json': { schema, examples: Object.fromEntries(examples) as object },
            },
            ...(code === 429 && headers),
          },
        ];
      }),
  );
}

function fieldsOf(named: Reason) {
  return (
    named === 'FIELDS_INVALID' && { fields: [{ field: 'name', message: 'must not be empty' }] }
  );
}

function openingOf(named: Reason) {
  return named === 'OUTSIDE_ACTIVE_HOURS' && { opens_at: '2026-11-23T07:00:00.000Z' };
}
