import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { idCursor } from '../../kernel/cursor.ts';
import { userId } from '../../kernel/fields.ts';
import { readUsers } from '../users/store.ts';
import { toWireUser, wireUser } from '../users/wire-user.ts';
import { listContactsOf } from './store.ts';

const PAGE = 50;

const contact = z
  .object({
    user: wireUser,
    alias: z.string().nullable().meta({ description: 'What the caller calls him' }),
    created: z.string(),
  })
  .meta({ id: 'Contact' });

/**
 * The caller's contact book, by user id, {@link PAGE} at a time. Who is disabled or gone is left out, so a
 * page may be shorter. The app sorts it by name: what others are called changes without the book.
 *
 * Costs 2 reads for each contact of the page, and at least 1. Errors: FIELDS_INVALID.
 */
export const listContacts = endpoint({
  name: 'listContacts',
  summary: "The caller's contact book",
  auth: 'session',
  input: z.strictObject({
    cursor: idCursor(userId).optional().meta({ description: 'next_cursor of the page before' }),
  }),
  output: z.object({ contacts: z.array(contact), next_cursor: z.string().nullable() }),
  handler: async (ctx, { cursor }, { caller: { uid } }) => {
    const found = await listContactsOf(ctx.db, uid, PAGE, cursor);
    const ids = found.map(({ user_id }) => user_id);
    const profiles = ids.length === 0 ? [] : await readUsers(ctx.db, ids);
    return {
      contacts: found.flatMap(({ user_id, alias, created }, index) => {
        const profile = profiles[index];
        if (profile?.is_active !== true) return [];
        return { user: toWireUser(user_id, profile), alias, created: created.toRfc3339() };
      }),
      next_cursor: found.length === PAGE ? (ids.at(-1) ?? null) : null,
    };
  },
});
