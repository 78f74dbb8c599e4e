/** What follows each other in alphabets and on keyboards. */
const LINES = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  '!@#$%^&*()',
  // QWERTY, QWERTZ, AZERTY
  'qwertyuiop[]',
  'asdfghjkl;',
  'zxcvbnm,./',
  'qwertzuiop',
  'yxcvbnm',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  'абвгдеёжзийклмнопрстуфхцчшщъыьэюя',
  'йцукенгшщзхъ',
  'фывапролджэ',
  'ячсмитьбю',
];
const BOTH_WAYS = LINES.flatMap((line) => [line, reversed(line)]);
const LONGEST = Math.max(...LINES.map((line) => line.length));

/** Two characters follow each other by chance often enough. */
const SHORTEST = 3;

/** A password of so few parts is guessed as quickly as one of so many characters. */
const FEW_PARTS = 3;

/** Whether a text is one short piece again and again, or a few rows of an alphabet or a keyboard. */
export function isPattern(text: string, few = FEW_PARTS): boolean {
  return new Set(text).size <= 2 || isRepeated(text) || countParts(text) <= few;
}

/** In lower case; the letters in the other order. */
export function reversed(text: string): string {
  return [...text].toReversed().join('');
}

/** A piece of less than eight characters would be refused by itself. */
function isRepeated(text: string): boolean {
  return /^(.{1,7})\1+$/su.test(text);
}

/** How many parts a text has: rows count as one, every other character for itself. */
function countParts(text: string): number {
  let parts = 0;
  for (let at = 0; at < text.length; at += rowAt(text, at)) parts += 1;
  return parts;
}

/** The length of the row that begins there; 1 for none. */
function rowAt(text: string, at: number): number {
  const same = /^(.)\1{2,}/su.exec(text.slice(at))?.[0].length ?? 1;
  for (let length = Math.min(LONGEST, text.length - at); length >= SHORTEST; length -= 1) {
    if (length <= same) break;
    const piece = text.slice(at, at + length);
    if (BOTH_WAYS.some((line) => line.includes(piece))) return length;
  }
  return same;
}
