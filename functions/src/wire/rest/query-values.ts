import type { z } from 'zod';

/**
 * A query with the numbers and flags that its schema asks for, which it holds as text; text that is none of
 * them stays as it is, for the schema to refuse. Bodies have no need of it: JSON has numbers and flags.
 */
export function withQueryValues(
  schema: z.ZodType,
  query: Record<string, unknown>,
): Record<string, unknown> {
  const { error } = schema.safeParse(query);
  const wanted = (error?.issues ?? []).flatMap((issue) => {
    const [field] = issue.path;
    return typeof field === 'string' ? [[field, kindsOf(issue)] as const] : [];
  });
  const read = wanted.map(([field, kinds]) => [field, valueOf(query[field], kinds)]);
  return { ...query, ...(Object.fromEntries(read) as Record<string, unknown>) };
}

/** What would have been right: of a union, by any of its schemas (zod lists them where all give up). */
function kindsOf(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'invalid_type') return [issue.expected];
  return issue.code === 'invalid_union' ? issue.errors.flat().flatMap(kindsOf) : [];
}

/** As JSON and JavaScript print them: `-0.12775829999999998`, `1e-7`. */
const NUMBER = /^-?\d{1,20}(\.\d{1,20})?(e[+-]?\d{1,3})?$/i;
const FLAGS: Readonly<Record<string, boolean>> = { true: true, false: false };

function valueOf(value: unknown, kinds: readonly string[]): unknown {
  if (typeof value !== 'string') return value;
  if (kinds.includes('boolean') && Object.hasOwn(FLAGS, value)) return FLAGS[value];
  return kinds.includes('number') && NUMBER.test(value) ? Number(value) : value;
}
