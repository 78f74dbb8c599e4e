/** The steps of a rotation, in order; docs/deploy.md says when to take which. */
export const ROTATIONS = ['add', 'promote', 'retire'] as const;

export type Rotation = (typeof ROTATIONS)[number];

/** HS256 wants a key of at least 256 bits: RFC 7518, section 3.2. */
const KEY_BYTES = 32;

/** Narrows a word of the command line. */
export function isRotation(word: string): word is Rotation {
  return ROTATIONS.some((rotation) => rotation === word);
}

/**
 * A fresh entry `kid:base64key`. The kid carries the time, so that the newest key is known wherever
 * it stands.
 */
export function newKey(now: Date, random: (bytes: number) => Buffer): string {
  const time = now.toISOString().replace(/\.\d+Z$|[-:]/g, '');
  return `k${time}-${random(2).toString('hex')}:${random(KEY_BYTES).toString('base64')}`;
}

/**
 * Takes one step of a rotation. In a list all keys verify and the first one signs.
 *
 * The new key is first added at the end, because functions are replaced one after another: while
 * that goes on, none may sign with a key that another does not know yet.
 *
 * @param list comma-separated `kid:base64key`
 * @returns the new list, or nothing when that step has been taken already
 */
export function rotate(list: string, step: Rotation, fresh: () => string): string | undefined {
  const keys = list.split(',').map((key) => key.trim());
  const [signing = '', ...others] = keys;
  const newest = keys.reduce((a, b) => (madeAt(b) > madeAt(a) ? b : a), signing);
  switch (step) {
    case 'add':
      return newest === signing ? [...keys, fresh()].join(',') : undefined;
    case 'promote':
      return newest === signing
        ? undefined
        : [newest, ...keys.filter((key) => key !== newest)].join(',');
    case 'retire':
      // A key that waits to be promoted is not an old one.
      return others.length > 0 && newest === signing ? signing : undefined;
  }
}

/** The kids of a list, which are no secret. */
export function kidsOf(list: string): string[] {
  return list.split(',').map((key) => key.trim().split(':')[0] ?? '');
}

/** Sorts by time; a kid that was not made here counts as older than any that was. */
function madeAt(key: string): string {
  return /^k(\d{8}T\d{6})-/.exec(key)?.[1] ?? '';
}
