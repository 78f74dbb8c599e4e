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
      if (typeof value === 'string' && value.trim() !== '') {
        book.given.push({ line, field, text: value.trim() });
      }
    } catch {
      book.invalid.push({ line, field, message: 'cannot be read' });
    }
  }
  if (cards === 0) throw unusable('vcard', 'holds no vCard');
  return book;
}

/** Lines that begin with a space go on with the one before (RFC 6350, section 3.2). */
function linesOf(text: string): ContentLine[] {
  const lines: ContentLine[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const last = lines.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) last.text += line.slice(1);
    else lines.push({ line: index + 1, text: line });
  }
  return lines;
}

/** `TEL;CELL;PREF:` of vCard 2.1 as later versions write it: `TEL;TYPE=CELL;TYPE=PREF:`. */
function withNamedTypes(content: string): string {
  const [head = '', ...value] = content.split(':');
  const [name = '', ...params] = head.split(';');
  const named = params.map((param) => (param.includes('=') ? param : `TYPE=${param}`));
  return [[name, ...named].join(';'), ...value].join(':');
}
