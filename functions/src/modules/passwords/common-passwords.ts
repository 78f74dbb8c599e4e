let loaded: Promise<ReadonlySet<string>> | undefined;

/**
 * The 49,000 passwords most found in leaks and the 7,800 words of a dictionary, in lower case; also
 * those that are too short to be chosen, as they are with something around them. Loaded once for each
 * instance, with the first password that is set (some 50 ms).
 */
export function commonPasswords(): Promise<ReadonlySet<string>> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  const lists: (keyof typeof dictionary)[] = ['passwords-common', 'diceware-common'];
  // Some look like numbers, and a list may hold them as such.
  return new Set(lists.flatMap((name) => (dictionary[name] as readonly unknown[]).map(String)));
}
