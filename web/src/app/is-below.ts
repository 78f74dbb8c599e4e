/** Whether a version comes before another one, as https://semver.org orders them. */
export function isBelow(version: string, least: string): boolean {
  return compare(partsOf(version), partsOf(least)) < 0;
}

interface Parts {
  numbers: number[];
  /** What follows a hyphen: it comes before the version itself. */
  early: string[];
}

function partsOf(version: string): Parts {
  const [numbers = '', ...early] = version.split('-');
  return {
    numbers: numbers.split('.').map(Number),
    early: early.length === 0 ? [] : early.join('-').split('.'),
  };
}

function compare(a: Parts, b: Parts): number {
  for (const [at, number] of a.numbers.entries()) {
    const difference = number - (b.numbers[at] ?? 0);
    if (difference !== 0) return difference;
  }
  if (a.early.length === 0 || b.early.length === 0) return b.early.length - a.early.length;
  for (const [at, name] of a.early.entries()) {
    const other = b.early[at];
    if (other === undefined) return 1;
    if (name !== other) return compareNames(name, other);
  }
  return a.early.length - b.early.length;
}

/** Numbers come before words, and by what they count. */
function compareNames(name: string, other: string): number {
  const [isNumber, isOther] = [/^\d+$/.test(name), /^\d+$/.test(other)];
  if (isNumber && isOther) return Number(name) - Number(other);
  if (isNumber !== isOther) return isNumber ? -1 : 1;
  return name < other ? -1 : 1;
}
