import { z } from 'zod';

import { MAX_ENTRIES, TOO_MANY, type AddressBook, type Given } from './entry.ts';

const texts = z.array(z.string()).default([]);

/** An address book as JSON. */
export const contactList = z
  .array(
    z.strictObject({
      name: z.string().optional().meta({ description: 'Not looked at, and not kept' }),
      phones: texts,
      emails: texts,
    }),
  )
  .min(1, 'must not be empty')
  .max(MAX_ENTRIES, TOO_MANY);

/** What the list holds, without what is empty, as in files; lines are positions in it. */
export function readList(contacts: z.output<typeof contactList>): AddressBook {
  const given = contacts.flatMap(({ phones, emails }, index): Given[] => [
    ...phones.map((text) => ({ line: index + 1, field: 'phone' as const, text })),
    ...emails.map((text) => ({ line: index + 1, field: 'email' as const, text })),
  ]);
  return { given: given.filter(({ text }) => text.trim() !== ''), invalid: [] };
}
