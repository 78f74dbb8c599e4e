import type { z } from 'zod';

import { ParleyError, type FieldProblem } from './errors.ts';

/**
 * Parses wire input. A missing body counts as `{}`, as the SDKs send `null` for a call without
 * arguments.
 *
 * @throws ParleyError FIELDS_INVALID naming every field at fault
 */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  if (!isPlainJson(input)) {
    throw new ParleyError('FIELDS_INVALID', [{ field: 'data', message: 'is not plain JSON' }]);
  }
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

/** No input of ours is nested deeper than a few levels; what is would exhaust the stack. */
export const MAX_DEPTH = 32;

/**
 * Whether a value is JSON with objects of no prototype but their own. The callable SDK copies the body
 * field by field, so a field `__proto__` of a hand-made request becomes a prototype, whose fields
 * would pass for given ones.
 */
function isPlainJson(value: unknown, depth = 0): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (depth > MAX_DEPTH) return false;
  const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  return isPlain && Object.values(value).every((field) => isPlainJson(field, depth + 1));
}
