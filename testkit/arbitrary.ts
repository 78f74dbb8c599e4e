import type { SeededRandom } from './seeded-random.ts';

const NASTY_TEXTS = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '😀',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  '__x__',
  '.',
  '..',
  'a/b',
  '`',
  '<script>alert(1)</script>',
  "'; DROP TABLE users; --",
  '${jndi:ldap://x}',
  'true',
  'null',
  '0',
  '-1',
  '1e309',
  '2026-02-30T25:61:61Z',
  'type.googleapis.com/google.protobuf.Int64Value',
  'x'.repeat(300),
  'x'.repeat(20_000),
];
const NASTY_NUMBERS = [0, -0, -1, 1, 0.5, 1e21, 2 ** 53, -(2 ** 53), Number.MAX_VALUE, 5e-324];

/** Any JSON value, small or nasty; `names` are field names worth trying. */
export function arbitraryJson(random: SeededRandom, names: readonly string[], depth = 0): unknown {
  const kind = random.int(depth > 3 ? 5 : 8);
  const pick = <T>(items: readonly T[]): T | undefined => items[random.int(items.length)];
  switch (kind) {
    case 0:
      return null;
    case 1:
      return random.int(2) === 0;
    case 2:
      return pick(NASTY_NUMBERS);
    case 3:
      return pick(NASTY_TEXTS);
    case 4:
      return String.fromCharCode(
        ...Array.from({ length: random.int(12) }, () => random.int(65_536)),
      );
    case 5:
      return Array.from({ length: random.int(4) }, () => arbitraryJson(random, names, depth + 1));
    default:
      return arbitraryObject(random, names, depth);
  }
}

/** An object with some of the names, some others, and `__proto__` as an own key now and then. */
export function arbitraryObject(
  random: SeededRandom,
  names: readonly string[],
  depth = 0,
): Record<string, unknown> {
  const entries = Array.from({ length: random.int(6) }, (): [string, unknown] => {
    const known = random.int(4) > 0 ? names[random.int(names.length)] : undefined;
    const key = known ?? NASTY_TEXTS[random.int(NASTY_TEXTS.length)] ?? 'x';
    return [key, arbitraryJson(random, names, depth + 1)];
  });
  // As a parser makes it: `__proto__` is a key like any other.
  return JSON.parse(
    `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join()}}`,
  ) as Record<string, unknown>;
}

/** JSON of so many lists within each other: nothing to a parser, too deep for a recursion. */
export const nestedLists = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
