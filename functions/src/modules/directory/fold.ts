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
  return fold(withPlainMarks(text))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/**
 * The folded words that a text has without its apostrophes and hyphens, from each word to the end of what
 * they join: of `O'Brien-Smith` these are `obriensmith` and `briensmith`.
 */
export function joinedWordsOf(text: string): string[] {
  const groups = fold(withPlainMarks(text)).split(/[^\p{L}\p{N}'-]+/u);
  return groups.flatMap((group) => {
    const parts = group.split(/['-]+/).filter((part) => part !== '');
    return parts.slice(0, -1).map((_, index) => parts.slice(index).join(''));
  });
}

/** Some of what is typed for an apostrophe counts as a letter, or is folded to a space. */
const APOSTROPHES = /[\u2018\u2019\u201b\u02bb\u02bc\u00b4\u0060\u2032\uff07]/g;
const HYPHENS = /[\u2010-\u2013\u2212\u00ad\ufe63\uff0d]/g;

function withPlainMarks(text: string): string {
  return text.replace(APOSTROPHES, "'").replace(HYPHENS, '-');
}
