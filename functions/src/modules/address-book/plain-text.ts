/**
 * The text of a file that may be UTF-16, as its byte order mark says, and was taken for UTF-8 (as a body of
 * REST) or Latin-1 before it came here; without that mark. Of the former only ASCII is left, which is all
 * that numbers, addresses and the names of properties and columns are made of.
 */
export function plainText(text: string): string {
  const mark = text.slice(0, 2);
  if (mark === '\u00FF\u00FE' && text.includes('\0')) return decoded(text, 'utf-16le');
  if (mark === '\u00FE\u00FF' && text.includes('\0')) return decoded(text, 'utf-16be');
  // Both bytes of the mark are none of UTF-8.
  if (mark === '\uFFFD\uFFFD' && text.includes('\0')) return asciiOf(text.slice(2));
  return text.replace(/^\uFEFF/, '');
}

function decoded(text: string, encoding: 'utf-16le' | 'utf-16be'): string {
  return new TextDecoder(encoding).decode(Buffer.from(text, 'latin1'));
}

/** A character of ASCII is its byte and a zero; the bytes of any other may look like a line's end. */
function asciiOf(text: string): string {
  return text.startsWith('\0')
    ? text.replace(/\0([^\0])|[^]/g, '$1')
    : text.replace(/([^\0])\0|[^]/g, '$1');
}
