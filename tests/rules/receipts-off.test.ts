import { assertFails, assertSucceeds } from '@firebase/rules-unit-testing';
import { collection, doc, getDoc, getDocs, updateDoc } from 'firebase/firestore';

import { arrange, openRulesWorld, WHO, type RulesWorld, type Who } from './world.ts';

/** Who may see what `of` has read, in a group of low, high and stranger where low has receipts off. */
const CASES: [of: string, readers: Who[]][] = [
  ['low', ['low', 'high', 'stranger']],
  ['high', ['high', 'stranger']],
  ['stranger', ['high', 'stranger']],
];

describe('rules: read receipts that are switched off', () => {
  let world: RulesWorld;
  before(async () => {
    world = await openRulesWorld();
    await arrange(world);
    const members = ['low', 'high', 'stranger'];
    await world.put('chats/g', { type: 'group', members });
    for (const uid of members) {
      const receipts_off = uid === 'low' && { receipts_off: true };
      const read = { read_number: 1, joined: new Date() };
      await world.put(`chats/g/members/${uid}`, { ...read, ...receipts_off });
    }
  });
  after(() => world.close());

  for (const [of, readers] of CASES) {
    for (const who of WHO) {
      const allowed = readers.includes(who);
      it(`${who} may ${allowed ? '' : 'not '}see what ${of} has read`, async () => {
        const read = getDoc(doc(world.as(who), `chats/g/members/${of}`));
        await (allowed ? assertSucceeds(read) : assertFails(read));
      });
    }
  }
  for (const who of WHO) {
    const allowed = who === 'high' || who === 'stranger';
    it(`${who} may ${allowed ? '' : 'not '}list who has read what`, async () => {
      const read = getDocs(collection(world.as(who), 'chats/g/members'));
      await (allowed ? assertSucceeds(read) : assertFails(read));
    });
    it(`${who} may not switch anybody's`, async () => {
      const firestore = world.as(who);
      await assertFails(updateDoc(doc(firestore, 'chats/g'), { receipts_off_by: ['low'] }));
      await assertFails(updateDoc(doc(firestore, 'chats/g/members/low'), { receipts_off: true }));
      const event = doc(firestore, 'users-external-event/low');
      await assertFails(updateDoc(event, { receipts_off: true }));
      await assertFails(updateDoc(event, { push: { previews: false } }));
      await assertFails(updateDoc(event, { disabled: false }));
      const account = doc(firestore, 'users/low/private/account');
      await assertFails(updateDoc(account, { settings: { read_receipts: false } }));
    });
  }
});
