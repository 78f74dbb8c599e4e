import type { z } from 'zod';

import { ParleyError, type FieldProblem } from './errors.ts';

/**
 * Parses wire input. A missing body counts as `{}`, as the SDKs send `null` for a call without
 * arguments.
 *
 * @throws ParleyError FIELDS_INVALID naming every field at fault
 */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const unusable = isPlainJson(input) ? prototypeFields(input) : [NOT_PLAIN];
  if (unusable.length > 0) throw new ParleyError('FIELDS_INVALID', unusable);
  const result = schema.safeParse(input ?? {});
  if (result.success) return result.data;
  const all = result.error.issues.flatMap(problems);
  // One problem for a field says enough; the first is the one that explains the others.
  const first = new Map(all.toReversed().map((problem) => [problem.field, problem]));
  throw new ParleyError('FIELDS_INVALID', [...first.values()].toReversed());
}

/** What is wrong with what cannot be looked at field by field. */
export const NOT_PLAIN: FieldProblem = { field: 'data', message: 'is not plain JSON' };

const NO_SUCH_FIELD = 'There is no such field.';

function problems(issue: z.core.$ZodIssue): FieldProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: [...issue.path, key].join('.'),
      message: NO_SUCH_FIELD,
    }));
  }
  return [{ field: issue.path.join('.') || 'data', message: issue.message }];
}

/** No input of ours is nested deeper than a few levels; what is would exhaust the stack. */
export const MAX_DEPTH = 32;

/**
 * A problem for each field `__proto__`, wherever in a value it is: no schema has one, but maps pass over it
 * and copies lose it, so that it would be dropped as if it had been done. Asked wherever a body is still as
 * it came: the callable SDK copies it field by field, by which such a field becomes a prototype. Levels
 * beyond {@link MAX_DEPTH} are not looked at.
 */
export function prototypeFields(value: unknown, path: readonly string[] = []): FieldProblem[] {
  if (value === null || typeof value !== 'object' || path.length > MAX_DEPTH) return [];
  return Object.keys(value).flatMap((key) => {
    const at = [...path, key];
    if (key === '__proto__') return [{ field: at.join('.'), message: NO_SUCH_FIELD }];
    return prototypeFields((value as Record<string, unknown>)[key], at);
  });
}

/**
 * Whether a value is JSON with objects of no prototype but their own, whose fields would pass for given
 * ones.
 */
function isPlainJson(value: unknown, depth = 0): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (depth > MAX_DEPTH) return false;
  const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  return isPlain && Object.values(value).every((field) => isPlainJson(field, depth + 1));
}
