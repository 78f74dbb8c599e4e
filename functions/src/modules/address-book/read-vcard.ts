import { MAX_ENTRIES, TOO_MANY, unusable, type AddressBook, type Given } from './entry.ts';

/** A line as it was before it was folded, and where it begins. */
interface ContentLine {
  line: number;
  text: string;
}

/** A property that holds a number or an address, perhaps of a group: `item1.TEL;TYPE=CELL:…`. */
const NAMED = /^(?:[\w-]+\.)?(TEL|EMAIL)[;:]/i;

/**
 * Reads a file of vCards 2.1, 3.0 and 4.0, as telephones export them. Only numbers and addresses are
 * looked at, each line by itself, so that one that cannot be read spoils no other.
 *
 * @throws ParleyError FIELDS_INVALID naming `vcard`
 */
export async function readVcard(text: string): Promise<AddressBook> {
  const { default: ICAL } = await import('ical.js');
  const book: AddressBook = { given: [], invalid: [] };
  let cards = 0;
  let version = '';
  for (const { line, text: content } of linesOf(text)) {
    if (/^BEGIN:VCARD\s*$/i.test(content)) {
      cards += 1;
      version = '';
      if (cards > MAX_ENTRIES) throw unusable('vcard', TOO_MANY);
    }
    version = /^VERSION:\s*([\d.]+)/i.exec(content)?.[1] ?? version;
    const name = NAMED.exec(content)?.[1];
    if (name === undefined || cards === 0) continue;
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
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
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
