import { MAX_ENTRIES, TOO_MANY, unusable, type AddressBook, type Given } from './entry.ts';
import { plainText } from './plain-text.ts';

/** A line as it was before it was folded, and where it begins. */
interface ContentLine {
  line: number;
  text: string;
}

/** A property that holds a number or an address, perhaps of a group: `item1.TEL;TYPE=CELL:…`. */
const NAMED = /^(?:[\w-]+\.)?(TEL|EMAIL)[;:]/i;

/** What any line of a card is: a name, perhaps with parameters, and a value. */
const PROPERTY = /^(?:[\w-]+\.)?[\w-]+\s*(?:;[^:]*)?:/;

/** What is said of lines that are none of numbers or addresses, and should not be there. */
const OUTSIDE = 'is outside of a card';
const NO_PROPERTY = 'is no property of a card';
const NO_END = 'begins a card that does not end';

/**
 * Reads a file of vCards 2.1, 3.0 and 4.0, as telephones export them. Only numbers and addresses are
 * looked at, each line by itself, so that one that cannot be read spoils no other. Lines that belong to no
 * card or are nothing of one are told of, several at a place once.
 *
 * @throws ParleyError FIELDS_INVALID naming `vcard`
 */
export async function readVcard(text: string): Promise<AddressBook> {
  const { default: ICAL } = await import('ical.js');
  const book: AddressBook = { given: [], invalid: [] };
  const tell = (line: number, message: string) =>
    book.invalid.push({ line, field: 'line', message });
  let cards = 0;
  let version = '';
  let begun: number | undefined;
  let is_told = false;
  for (const { line, text: content } of linesOf(plainText(text))) {
    if (content.trim() === '') continue;
    const begins = /^BEGIN:VCARD\s*$/i.test(content);
    const ends = /^END:VCARD\s*$/i.test(content);
    const is_stray = begun === undefined ? !begins : !PROPERTY.test(content);
    const name = begun === undefined ? undefined : NAMED.exec(content)?.[1];
    if (is_stray && name === undefined) {
      if (!is_told) tell(line, begun === undefined ? OUTSIDE : NO_PROPERTY);
      is_told = true;
      continue;
    }
    is_told = false;
    if (begins) {
      cards += 1;
      if (cards > MAX_ENTRIES) throw unusable('vcard', TOO_MANY);
      if (begun !== undefined) tell(begun, NO_END);
    }
    if (begins || ends) [begun, version] = [begins ? line : undefined, ''];
    version = /^VERSION:\s*([\d.]+)/i.exec(content)?.[1] ?? version;
    if (name === undefined) continue;
    const field: Given['field'] = name.toLowerCase() === 'tel' ? 'phone' : 'email';
    try {
      const { vcard, vcard3 } = ICAL.design;
      const property = version === '2.1' ? withNamedTypes(content) : content;
      const parsed = ICAL.parse.property(property, version === '4.0' ? vcard : vcard3) as unknown[];
      const value = parsed[3];
      if (typeof value !== 'string') continue;
      const plain = (isQuoted(content) ? unquoted(value) : value).trim();
      if (plain !== '') book.given.push({ line, field, text: plain });
    } catch {
      book.invalid.push({ line, field, message: 'cannot be read' });
    }
  }
  if (cards === 0) throw unusable('vcard', 'holds no vCard');
  if (begun !== undefined) tell(begun, NO_END);
  return book;
}

/**
 * Lines that begin with a space go on with the one before (RFC 6350, section 3.2), and so does what follows
 * the `=` at the end of a quoted-printable line.
 */
function linesOf(text: string): ContentLine[] {
  const lines: ContentLine[] = [];
  let is_quoted = false;
  let goes_on = false;
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const last = lines.at(-1);
    const is_folded = !goes_on && last !== undefined && /^[ \t]/.test(line);
    const is_new = last === undefined || !(goes_on || is_folded);
    if (is_new) is_quoted = isQuoted(line);
    goes_on = is_quoted && line.endsWith('=');
    const part = line.slice(is_folded ? 1 : 0, goes_on ? -1 : undefined);
    if (is_new) lines.push({ line: index + 1, text: part });
    else last.text += part;
  }
  return lines;
}

/** Whether its value is quoted-printable, as some write 2.1: `TEL;ENCODING=QUOTED-PRINTABLE:=2B49…`. */
function isQuoted(line: string): boolean {
  const colon = line.indexOf(':');
  return /;(?:ENCODING=)?QUOTED-PRINTABLE(?:;|$)/i.test(line.slice(0, Math.max(colon, 0)));
}

/** RFC 2045, section 6.7; bytes are those of UTF-8. */
function unquoted(value: string): string {
  const bytes = (run: string) => Buffer.from(run.replaceAll('=', ''), 'hex').toString();
  return value.replace(/(?:=[\da-f]{2})+/gi, bytes);
}

/** `TEL;CELL;PREF:` of vCard 2.1 as later versions write it: `TEL;TYPE=CELL;TYPE=PREF:`. */
function withNamedTypes(content: string): string {
  const [head = '', ...value] = content.split(':');
  const [name = '', ...params] = head.split(';');
  const named = params.map((param) => (param.includes('=') ? param : `TYPE=${param}`));
  return [[name, ...named].join(';'), ...value].join(':');
}
