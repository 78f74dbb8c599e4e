import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { fieldError, ParleyError } from '../../kernel/errors.ts';
import { nothing } from '../../kernel/fields.ts';
import {
  fieldOf,
  findActiveTarget,
  isOneTarget,
  ONE_TARGET,
  targetFields,
} from '../users/find-target.ts';
import { personName } from '../users/person-name.ts';
import { MAX_CONTACTS } from './model.ts';
import { countContacts, createContact, readContacts, setAlias } from './store.ts';

const input = z
  .strictObject({
    ...targetFields,
    alias: personName.nullable().optional().meta({
      description: 'What the caller calls him; null for nothing of his own',
    }),
  })
  .refine(isOneTarget, ONE_TARGET);

/**
 * Puts a user into the caller's contact book, or changes what he is called there; idempotent. The other is
 * not told, and it makes no difference whether he has blocked the caller.
 *
 * Costs 3 reads and 1 write, and 1 read more for each thousand that are in the book; 2 reads where he is in
 * it, and 1 write for another alias; 1 read more for a username. Errors: FIELDS_INVALID, USER_IS_SELF,
 * USER_NOT_FOUND, CONTACTS_FULL.
 */
export const addContact = endpoint({
  name: 'addContact',
  summary: 'Put a user into the contact book',
  auth: 'session',
  input,
  output: nothing,
  errors: ['USER_IS_SELF', 'USER_NOT_FOUND', 'CONTACTS_FULL', 'TOO_BUSY'],
  handler: async (ctx, { alias, ...target }, { caller: { uid } }) => {
    const { uid: other } = await findActiveTarget(ctx.db, target);
    if (other === uid) throw fieldError('USER_IS_SELF', fieldOf(target));
    await ctx.db.transact(async (tx) => {
      const [known] = await readContacts(tx, uid, [other]);
      if (known !== undefined) {
        if (alias !== undefined && alias !== known.alias) setAlias(tx, uid, other, alias);
        return;
      }
      const count = await countContacts(tx, uid, MAX_CONTACTS);
      if (count >= MAX_CONTACTS) throw new ParleyError('CONTACTS_FULL');
      createContact(tx, uid, other, ctx.clock.now(), alias ?? null);
    });
    return {};
  },
});
