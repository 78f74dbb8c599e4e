import { z } from 'zod';

import type { Context } from '../../context/context.ts';
import { endpoint } from '../../context/endpoint.ts';
import { fieldError, ParleyError } from '../../kernel/errors.ts';
import { nothing } from '../../kernel/fields.ts';
import type { Tx } from '../../store/transaction.ts';
import { isBlockBetween, mayMeet, tellOfMeeting, type Side } from '../awaited/tell-of-meeting.ts';
import { awaitedBy } from '../awaited/waiting.ts';
import { readEvents } from '../events/store.ts';
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
 * Puts a user into the caller's contact book, or changes what he is called there; idempotent. Where one of
 * the two has blocked the other nobody new enters it; who is in it stays, and can be called otherwise. The
 * other is not told, unless he had uploaded an address book with the caller in it before the caller could be
 * found: then the caller enters his book, and both are told.
 *
 * Costs 6 reads and 1 write, 1 read more for the caller's number and for his proven address, by which he can
 * be found, and for each thousand that are in the book; 1 read, up to 5 writes and up to 2 deletes more
 * where the other waits for him; 2 reads where he is in it, and 1 write for another alias; 1 read more for a
 * username. Errors: FIELDS_INVALID, USER_IS_SELF, USER_NOT_FOUND, USER_DISABLED, USER_BLOCKED, CONTACTS_FULL.
 */
export const addContact = endpoint({
  name: 'addContact',
  summary: 'Put a user into the contact book',
  auth: 'session',
  input,
  output: nothing,
  errors: [
    'USER_IS_SELF',
    'USER_NOT_FOUND',
    'USER_DISABLED',
    'USER_BLOCKED',
    'CONTACTS_FULL',
    'TOO_BUSY',
  ],
  handler: async (ctx, { alias, ...target }, { caller: { uid } }) => {
    const { uid: other } = await findActiveTarget(ctx.db, target);
    if (other === uid) throw fieldError('USER_IS_SELF', fieldOf(target));
    await ctx.db.transact(async (tx) => {
      const [known] = await readContacts(tx, uid, [other]);
      if (known !== undefined) {
        if (alias !== undefined && alias !== known.alias) setAlias(tx, uid, other, alias);
        return;
      }
      const [[event, event_of_other], count, awaited_ids] = await Promise.all([
        readEvents(tx, [uid, other]),
        countContacts(tx, uid, MAX_CONTACTS),
        awaitedBy(tx, ctx, other, uid),
      ]);
      // His token may be good for a while where it is not known yet that he is shut out, or gone.
      if (event === undefined || event.disabled === true) throw new ParleyError('USER_DISABLED');
      const [own, theirs] = [
        { uid, event },
        { uid: other, event: event_of_other },
      ];
      if (isBlockBetween(own, theirs)) throw fieldError('USER_BLOCKED', fieldOf(target));
      if (count >= MAX_CONTACTS) throw new ParleyError('CONTACTS_FULL');
      if (awaited_ids.length > 0) await meet(tx, ctx, own, theirs, awaited_ids);
      createContact(tx, uid, other, ctx.clock.now(), alias ?? null);
    });
    return {};
  },
});

/** The other has had the caller in his address book since before he came. */
async function meet(
  tx: Tx,
  ctx: Context,
  own: Side,
  theirs: Side,
  awaited_ids: readonly string[],
): Promise<void> {
  const [known] = await readContacts(tx, theirs.uid, [own.uid]);
  if (!mayMeet(own, theirs)) return;
  const now = ctx.clock.now();
  if (known === undefined) createContact(tx, theirs.uid, own.uid, now);
  tellOfMeeting(tx, ctx, own, theirs, awaited_ids, now);
}
