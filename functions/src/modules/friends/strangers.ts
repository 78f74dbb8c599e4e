import type { Reader } from '../../store/reader.ts';
import { areFriends } from './decide.ts';
import { readBetweenAll } from './store.ts';

/** Those of the others who are no friends of a user. Two reads for each, in one round trip. */
export async function strangersAmong(
  source: Reader,
  uid: string,
  others: readonly string[],
): Promise<Set<string>> {
  const between = await readBetweenAll(source, uid, others);
  return new Set(others.filter((_, index) => !areFriends(between[index] ?? {})));
}
