/** The text of a CSV file whose quotes are in order, and where they were not. */
export interface Mended {
  /** As it was, with an empty line in place of each that cannot be read. */
  text: string;
  /** The lines on which a quote begins that does not end as it has to, from 1. */
  broken: number[];
}

/**
 * Takes out of a CSV file the lines on which a quote begins that does not end: there is none that ends it,
 * or the next is followed by something other than the next cell or row. Else all the rows up to there would
 * be in one cell. What follows such a line is read as if it were not there.
 *
 * Takes time by the length of the text: what is looked at again is no further than the next quote.
 *
 * @param text lines end with `\n`
 */
export function withoutBrokenLines(text: string, delimiter: string): Mended {
  const lines = text.split('\n');
  const broken: number[] = [];
  let row = 0;
  while (row < lines.length) {
    const { next, broken_at } = endOfRow(lines, row, delimiter);
    if (broken_at !== undefined) {
      lines.fill('', row, broken_at + 1);
      broken.push(broken_at + 1);
    }
    row = next;
  }
  return { text: lines.join('\n'), broken };
}

/** The line behind the row that begins on `line`; of one that is broken that behind its open quote. */
function endOfRow(lines: readonly string[], line: number, delimiter: string): RowEnd {
  let at = 0;
  for (;;) {
    at = behindSpace(lines[line] ?? '', at, delimiter);
    if (lines[line]?.[at] === '"') {
      const end = endOfQuote(lines, line, at + 1);
      if (end === undefined) return { next: line + 1, broken_at: line };
      const last = lines[end.line] ?? '';
      at = behindSpace(last, end.at, delimiter);
      if (at < last.length && last[at] !== delimiter) return { next: line + 1, broken_at: line };
      line = end.line;
    } else {
      const next = lines[line]?.indexOf(delimiter, at) ?? -1;
      at = next === -1 ? Infinity : next;
    }
    if (at >= (lines[line]?.length ?? 0)) return { next: line + 1 };
    at += delimiter.length;
  }
}

interface RowEnd {
  next: number;
  broken_at?: number;
}

/** Behind the quote that ends what begins there; two of them stand for one within it. */
function endOfQuote(
  lines: readonly string[],
  line: number,
  at: number,
): { line: number; at: number } | undefined {
  while (line < lines.length) {
    const text = lines[line] ?? '';
    const quote = text.indexOf('"', at);
    if (quote === -1) [line, at] = [line + 1, 0];
    else if (text[quote + 1] === '"') at = quote + 2;
    else return { line, at: quote + 1 };
  }
  return undefined;
}

/** What may stand between a quote and the end of its cell. */
const SPACE = ' \t\f\v\u00A0';

function behindSpace(text: string, at: number, delimiter: string): number {
  let behind = at;
  while (behind < text.length && text[behind] !== delimiter && SPACE.includes(text[behind] ?? '')) {
    behind += 1;
  }
  return behind;
}
