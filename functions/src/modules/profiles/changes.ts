/** What of the fields is given and differs from what stands: writing a profile as it is writes nothing. */
export function changesOf<T extends object, K extends keyof T = keyof T>(
  before: T,
  given: { [F in K]?: T[F] | undefined },
  fields: readonly K[],
): Partial<Pick<T, K>> {
  const changed = fields.filter(
    (field) => given[field] !== undefined && given[field] !== before[field],
  );
  return Object.fromEntries(changed.map((field) => [field, given[field]])) as Partial<Pick<T, K>>;
}
