/** Letters that are no plain letter with a mark, and what is typed in their place. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ĸ: 'k',
  ı: 'i',
};

const LETTERS = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g');

/** A text as it is compared: without case, accents and width. */
export function fold(text: string): string {
  return (
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(LETTERS, (letter) => PLAIN[letter] ?? letter)
      // Lower case may bring marks, as that of İ does, and what stood for ﬁ may be two letters.
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
  );
}

/** The folded words of a text: what stands between anything but letters and digits. */
export function wordsOf(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
