import { isPattern, reversed } from './patterns.ts';

/** NIST SP 800-63B section 3.1.1.2: no shorter one, and no rules of composition. */
export const MIN_PASSWORD = 8;

/** It asks for at least 64 to be allowed; a hash function has to chew on every one of them. */
export const MAX_PASSWORD = 256;

/** What a password of this account must not be made of. */
export interface PasswordContext {
  email: string;
  username: string | undefined;
  /** Other words that anybody would try here, such as the deployment's own name. */
  words?: readonly string[];
}

/** The name of the service, which is among the first words that are tried. */
const SERVICE = 'parley';

/** So many digits and signs are soon tried around a word: a year, `123!`. */
const FEW_AROUND = 4;

/** A name that is shorter stands within other words. */
const SHORTEST_NAME = 3;

/** What is often written for letters. */
const LETTERS: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/**
 * Whether a password is among the first that anybody would try: a common one or a word of a
 * dictionary, also with some digits and signs around it or in place of letters; a pattern; the names of
 * the account and the service and little else. Upper and lower case are not told apart. What has
 * several words is not looked into, so passphrases pass (NIST SP 800-63B section 3.1.1.2).
 *
 * @param common common passwords and words of dictionaries in lower case
 */
export function isEasyToGuess(
  password: string,
  account: PasswordContext,
  common: ReadonlySet<string>,
): boolean {
  const plain = password.normalize('NFKC').toLowerCase();
  const bare = withoutSigns(plain);
  return (
    isCommon(plain, common) ||
    isPattern(plain) ||
    (bare.length >= MIN_PASSWORD && isPattern(bare)) ||
    [plain, asLetters(plain)].some((text) => isMostlyNames(text, account, common))
  );
}

function isCommon(plain: string, common: ReadonlySet<string>): boolean {
  const [, before = '', stem = '', after = ''] = /^(\P{L}*)(.*?)(\P{L}*)$/su.exec(plain) ?? [];
  const words = isLittle(before + after) ? [plain, stem] : [plain];
  return words.some((word) => common.has(word) || common.has(asLetters(word)));
}

/** Whether hardly anything is left of a password without the names that belong to it. */
function isMostlyNames(
  plain: string,
  account: PasswordContext,
  common: ReadonlySet<string>,
): boolean {
  const bare = withoutSigns(plain);
  const rest = namesOf(account).reduce((left, name) => left.replaceAll(name, ''), bare);
  return rest.length < bare.length && (isLittle(rest) || common.has(rest));
}

/** The names without their signs, also backwards; the longest first, as one may hold another. */
function namesOf({ email, username = '', words = [] }: PasswordContext): string[] {
  const [mailbox = '', domain = ''] = email.toLowerCase().split('@');
  const whole = [email, mailbox, domain, username, SERVICE, ...words];
  const parts = [mailbox, domain, username].flatMap((name) => name.split(/[^\p{L}]+/u));
  const names = [...whole, ...parts].map((name) => withoutSigns(name.toLowerCase()));
  return names
    .filter((name) => name.length >= SHORTEST_NAME)
    .flatMap((name) => [name, reversed(name)])
    .toSorted((a, b) => b.length - a.length);
}

function isLittle(around: string): boolean {
  return around.length <= FEW_AROUND || isPattern(around, 1);
}

function withoutSigns(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, '');
}

function asLetters(text: string): string {
  return text.replaceAll(/[013457@$!]/g, (sign) => LETTERS[sign] ?? sign);
}
