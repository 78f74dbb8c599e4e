import type { z } from 'zod';

import { ParleyError, type FieldProblem } from './errors.ts';

/**
 * Parses wire input. A missing body counts as `{}`, as the SDKs send `null` for a call without
 * arguments.
 *
 * @throws ParleyError FIELDS_INVALID naming every field at fault
 */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input ?? {});
  if (result.success) return result.data;
  const all = result.error.issues.flatMap(problems);
  // One problem for a field says enough; the first is the one that explains the others.
  const first = new Map(all.toReversed().map((problem) => [problem.field, problem]));
  throw new ParleyError('FIELDS_INVALID', [...first.values()].toReversed());
}

function problems(issue: z.core.$ZodIssue): FieldProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: [...issue.path, key].join('.'),
      message: 'There is no such field.',
    }));
  }
  return [{ field: issue.path.join('.') || 'data', message: issue.message }];
}
