import { ParleyError, type FieldProblem } from '../../kernel/errors.ts';

/** What some fields of an input are called in a query, where that is another name. */
export type QueryNames = Readonly<Record<string, string>>;

/** A query by the names of the use case. */
export function withOwnNames(
  query: Record<string, unknown>,
  names: QueryNames = {},
): Record<string, unknown> {
  const field_of = new Map(Object.entries(names).map(([field, name]) => [name, field]));
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [field_of.get(name) ?? name, value]),
  );
}

/** What is wrong with a use case's input, by the names of the query; any other error as it is. */
export function withQueryNames(error: unknown, names: QueryNames = {}): unknown {
  if (!(error instanceof ParleyError)) return error;
  const fields = error.fields.map(({ field, message }): FieldProblem => ({
    field: (Object.hasOwn(names, field) ? names[field] : undefined) ?? field,
    message,
  }));
  return new ParleyError(error.reason, fields, error);
}
