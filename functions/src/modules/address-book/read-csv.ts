import { withoutBrokenLines } from './csv-lines.ts';
import {
  MAX_ENTRIES,
  TOO_MANY,
  unusable,
  type AddressBook,
  type Given,
  type Invalid,
} from './entry.ts';
import { plainText } from './plain-text.ts';

const DELIMITERS = [',', ';', '\t'];

/** Google's contacts write several values into one cell so. */
const SEVERAL = /\s+:::\s+/;

/** What columns end with that tell of a number or an address, and are none: `Phone 1 - Label`. */
const ABOUT =
  /(label|type|typ|name|display|kind|country|region|code|preferred|extension|(?<![a-z])ext)[\s\d.:_-]*$/i;

/** Whole words of a column's name, as {@link wordsOf} has them, some written as one: `Handynummer`. */
const PHONE = word(
  `(home|work|office|business|main|car|smart)?(cell|mobile?)?` +
    `((tele)?phone|tel|telefon[oe]?|cell|cellular|celular|mobile?|movil|handy|rufnummer)` +
    `s?(numbers?|nummern?|nos?|nr)?`,
);
const CONTACT_NUMBER = word('contact ?(numbers?|no)');
const EMAIL = word('e ?mails?(address(es)?|adressen?|id)?|correos?|courriels?');

/** Excel says so by what a file is separated, before its first line. */
const SEPARATOR = /^"?sep=([^\w\s"]|\t)"?(\r\n|\r|\n)/i;

/**
 * Reads a CSV file, whose first line names its columns as Google, Outlook and others write them
 * (`Phone 1 - Value`, `Mobile Phone`, `E-mail Address`); separated by commas, semicolons or tabs. A line that
 * cannot be read spoils no other.
 *
 * @throws ParleyError FIELDS_INVALID naming `csv`
 */
export async function readCsv(text: string): Promise<AddressBook> {
  const { rows: all, broken } = await rowsOf(plainText(text));
  const [first = '', ...rows] = all;
  const begins = first === '' ? Infinity : first.line;
  const [before] = broken.filter((line) => line < begins);
  if (before !== undefined) throw unusable('csv', `line ${before}, the header, ${NO_END}`);
  const columns = first === '' ? [] : first.cells.map(fieldOf);
  if (columns.every((field) => field === undefined)) {
    throw unusable('csv', 'must begin with a line that names a column of phone numbers or e-mails');
  }
  if (rows.length + broken.length > MAX_ENTRIES) throw unusable('csv', TOO_MANY);
  const given = rows.flatMap(({ line, cells }) =>
    cells.flatMap((cell, index): Given[] => {
      const field = columns[index];
      if (field === undefined) return [];
      const values = cell.split(SEVERAL).map((value) => value.trim());
      return values.filter((value) => value !== '').map((value) => ({ line, field, text: value }));
    }),
  );
  const invalid = broken.map((line): Invalid => ({ line, field: 'line', message: NO_END }));
  return { given, invalid };
}

const NO_END = 'has a quote that does not end';

function fieldOf(name: string): Given['field'] | undefined {
  if (ABOUT.test(name)) return undefined;
  const words = wordsOf(name);
  if (EMAIL.test(words)) return 'email';
  const is_phone =
    PHONE.test(words) || CONTACT_NUMBER.test(words) || words.split(' ')[0] === 'number';
  return is_phone ? 'phone' : undefined;
}

/** The words of a column's name: `MobilePhone2`, `mobile_phone` and `Mobile Phone` are `mobile phone`. */
function wordsOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '');
  const parted = plain.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ').toLowerCase();
  return (parted.match(/\p{L}+/gu) ?? []).join(' ');
}

function word(pattern: string): RegExp {
  return new RegExp(`(?<!\\S)(${pattern})(?!\\S)`);
}

interface Row {
  /** Where it begins. */
  line: number;
  cells: string[];
}

async function rowsOf(file: string): Promise<{ rows: Row[]; broken: number[] }> {
  const { CsvError, parse } = await import('csv-parse/sync');
  const [before = '', given] = SEPARATOR.exec(file) ?? [];
  // The parser's own count takes a line end within quotes for two where it is CR LF.
  const plain = file.slice(before.length).replace(/\r\n?/g, '\n');
  const delimiter = given ?? delimiterOf(plain);
  const { text, broken } = withoutBrokenLines(plain, delimiter);
  const above = lineEnds(before);
  try {
    const records = parse(text, {
      delimiter,
      raw: true,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
      // One too many is enough to refuse the file.
      to: MAX_ENTRIES + 2,
    }) as unknown as { raw: string; record: string[] }[];
    let ends = above;
    const rows = records.map(({ raw, record }) => {
      const begins = ends + lineEnds(blankBefore(raw)) + 1;
      ends += lineEnds(raw);
      return { line: begins, cells: record };
    });
    return { rows, broken: broken.map((line) => line + above) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw unusable('csv', 'cannot be read');
  }
}

function lineEnds(raw: string): number {
  return raw.split(/\r\n|\r|\n/).length - 1;
}

/** The empty lines before a row, which the parser counts to it. */
function blankBefore(raw: string): string {
  return /^\s*/.exec(raw)?.[0] ?? '';
}

/** The one that the first line has most of. */
function delimiterOf(text: string): string {
  const first = /^.*/.exec(text)?.[0] ?? '';
  const count = (delimiter: string) => first.split(delimiter).length;
  return DELIMITERS.toSorted((a, b) => count(b) - count(a))[0] ?? ',';
}
