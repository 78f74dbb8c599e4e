import { z } from 'zod';

import type { Context } from '../../context/context.ts';
import { endpoint } from '../../context/endpoint.ts';
import { ParleyError } from '../../kernel/errors.ts';
import { reachId } from '../reach/reach-id.ts';
import { readPrivateAccount } from '../users/store.ts';
import { beginUpload } from './begin-upload.ts';
import { enqueueChunk } from './enqueue-chunk.ts';
import { unusable, type AddressBook } from './entry.ts';
import { MAX_VALUES } from './model.ts';
import { assertCountry, countryOf, countryOfLocale, normalised } from './normalise.ts';
import { readCsv } from './read-csv.ts';
import { contactList, readList } from './read-list.ts';
import { readVcard } from './read-vcard.ts';

const FORMS = ['contacts', 'vcard', 'csv'] as const;

const input = z
  .strictObject({
    contacts: contactList.optional(),
    vcard: z.string().optional().meta({ description: 'The text of a vCard file' }),
    csv: z.string().optional().meta({ description: 'The text of a CSV file, with a header' }),
    country: z
      .string()
      .regex(/^[A-Za-z]{2}$/, 'must be two letters, such as DE')
      .toUpperCase()
      .optional()
      .meta({
        description:
          'ISO 3166-1 alpha-2: of numbers without a country code; that of the own number where missing',
      }),
  })
  .refine((given) => FORMS.filter((form) => given[form] !== undefined).length === 1, {
    path: ['contacts'],
    message: 'give one of contacts, vcard and csv',
  });
type Input = z.output<typeof input>;

/** What holds 10,000 entries, some pictures among them. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;

/**
 * Takes an address book of up to 10,000 entries, to find who of it is here: they enter the caller's contact
 * book, and the document `contact-uploads/{job_id}` says how far it is. Only users are found who can be found
 * by an exact number or a proven address and allow it, and where neither has blocked the other. Nothing that
 * was uploaded is kept as it was, but for keyed hashes; those by which nobody is found for 180 days. Who
 * uploads his own address book in that time, with the caller in it, meets him: both are told.
 *
 * A line of a file that cannot be read spoils no other: it is told of, with its number, as are numbers and
 * addresses that are none.
 *
 * The same address book again within a day is the same upload, with what it found then, also where somebody
 * can be found since or a block was lifted; a day later, or where it was cancelled or has failed, it begins
 * anew. At most 10 others and 20,000 numbers and addresses in a day, of which an upload without any takes
 * nothing; 20 calls of any kind in an hour.
 *
 * Costs its limit's read and write, 1 read where no country is given, those of {@link beginUpload}, and the
 * task's. Errors: FIELDS_INVALID, USER_DISABLED, RATE_LIMITED.
 */
export const uploadContacts = endpoint({
  name: 'uploadContacts',
  summary: 'Upload an address book, to find who of it is here',
  auth: 'session',
  max_body_bytes: MAX_BODY_BYTES,
  input,
  output: z.object({ job_id: z.string() }),
  limits: [{ limit: 'upload_contacts_by_account', key: (_input, { caller }) => caller.uid }],
  errors: ['USER_DISABLED', 'RATE_LIMITED', 'TOO_BUSY'],
  handler: async (ctx, given, { caller: { uid } }) => {
    const [form, book] = await bookOf(given);
    const country = given.country ?? (await ownCountry(ctx, uid));
    if (given.country !== undefined) await assertCountry(given.country);
    const { ways, invalid } = await normalised(book, country);
    if (ways.length > MAX_VALUES) {
      const most = MAX_VALUES.toLocaleString('en');
      throw unusable(form, `must have at most ${most} numbers and addresses`);
    }
    const reach_ids = ways.map((way) => reachId(ctx.hash, way));
    const { job_id, upload } = await beginUpload(ctx, uid, reach_ids, invalid);
    await enqueueChunk(ctx, job_id, upload);
    return { job_id };
  },
});

async function bookOf(given: Input): Promise<[(typeof FORMS)[number], AddressBook]> {
  if (given.vcard !== undefined) return ['vcard', await readVcard(given.vcard)];
  if (given.csv !== undefined) return ['csv', await readCsv(given.csv)];
  return ['contacts', readList(given.contacts ?? [])];
}

/** That of the caller's own number, or else of his locale, where that names one. */
async function ownCountry(ctx: Context, uid: string): Promise<string | null> {
  const account = await readPrivateAccount(ctx.db, uid);
  if (account === undefined) throw new ParleyError('USER_DISABLED');
  const { phone, locale } = account;
  return (phone && (await countryOf(phone))) ?? (locale && countryOfLocale(locale)) ?? null;
}
