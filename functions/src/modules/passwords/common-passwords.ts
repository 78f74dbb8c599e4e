import { MIN_PASSWORD } from './policy.ts';

let loaded: Promise<ReadonlySet<string>> | undefined;

/**
 * The common passwords that are long enough to be chosen, in lower case: 18,000 of the 49,000 most
 * found in leaks. Loaded once for each instance, with the first password that is set (some 45 ms).
 */
export function commonPasswords(): Promise<ReadonlySet<string>> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  const all = dictionary['passwords-common'] as readonly unknown[];
  // Some look like numbers, and the list may hold them as such.
  return new Set(all.map(String).filter((password) => password.length >= MIN_PASSWORD));
}
