import assert from 'node:assert/strict';

import { finishContactUploads } from '../../functions/src/modules/address-book/finish-contact-uploads.ts';
import { openWorld, type World } from '../../testkit/world.ts';
import { PHONES, UNKNOWN, type Person, uploadsIn } from './uploads.ts';

describe('who is found by an address book', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());
  const { join, upload, uploadPhones, job, told, bookOf, documentsIn } = uploadsIn(() => world);

  it('finds who is here, by number and address, and enters them into the contact book', async () => {
    for (const uid of ['ada', 'grace', 'alan'] as const) await join(uid);
    await world.admin.doc('users/ada/contacts/alan').set({ user_id: 'alan', alias: 'Al' });
    const job_id = await upload('ada', {
      contacts: [
        { name: 'Grace', phones: ['(202) 555-0102', '+1 202 555 0199'] },
        { name: 'Alan', phones: ['+12025550103'], emails: ['nobody@example.com'] },
        { name: 'Myself', phones: ['+12025550101'] },
      ],
    });
    assert.equal((await told('ada', job_id))['state'], 'QUEUED');
    await world.drain();
    const { created, modified, ...answer } = await told('ada', job_id);
    assert.ok(created && modified);
    assert.deepEqual(answer, {
      job_id,
      state: 'DONE',
      total: 5,
      processed: 5,
      percent: 100,
      matched: 2,
      invalid_count: 0,
      invalid: [],
    });
    assert.deepEqual(await bookOf('ada'), ['alan', 'grace']);
    assert.deepEqual(await world.read('users/ada/contacts/grace'), {
      user_id: 'grace',
      alias: null,
      created: world.clock.now(),
    });
    assert.equal((await world.read('users/ada/contacts/alan'))?.['alias'], 'Al', 'as it was');
    assert.deepEqual(await bookOf('grace'), [], 'nobody enters a book by being found');
    assert.equal(await documentsIn(`contact-uploads/${job_id}/chunks`), 0);
    // The number and the address by which nobody is found; not his own.
    assert.equal(await documentsIn('awaited'), 2);
  });

  describe('finds nobody', () => {
    const foundBy = async (uid: Person, ...phones: string[]) => {
      const job_id = await uploadPhones(uid, ...phones);
      await world.drain();
      return [(await job(job_id)).matched, await bookOf(uid)];
    };

    it('who does not want to be found by his number, or is disabled', async () => {
      for (const uid of ['ada', 'grace', 'alan'] as const) await join(uid);
      await world.call('grace', 'updateSettings', { discoverable: { phone: false } });
      await world.addUser('boss');
      await world.auth.setCustomUserClaims('boss', { admin: true });
      await world.callAs({ uid: 'boss', admin: true }, 'adminDisableUser', { user_id: 'alan' });
      assert.deepEqual(await foundBy('ada', PHONES.grace, PHONES.alan), [0, []]);
    });

    it('whom he has blocked, or who has blocked him', async () => {
      for (const uid of ['ada', 'grace', 'alan'] as const) await join(uid);
      await world.call('ada', 'blockUser', { user_id: 'grace' });
      await world.call('alan', 'blockUser', { user_id: 'ada' });
      assert.deepEqual(await foundBy('ada', PHONES.grace, PHONES.alan), [0, []]);
    });

    it('whose address is not proven to be his', async () => {
      await join('ada');
      await world.addUser('mallory', { email: 'victim@example.com' });
      const job_id = await upload('ada', { contacts: [{ emails: ['victim@example.com'] }] });
      await world.drain();
      assert.equal((await job(job_id)).matched, 0);
    });
  });

  describe('costs', () => {
    it('3 writes, a read more than its limits, and a read and a write for each number', async () => {
      for (const uid of ['ada', 'grace', 'alan'] as const) await join(uid);
      await world.call('ada', 'listSessions');
      const contacts = [PHONES.grace, PHONES.alan, UNKNOWN].map((phone) => ({ phones: [phone] }));
      const begun = await world.measure(() => upload('ada', { contacts, country: 'US' }));
      const limits = 3;
      const [job_read, event] = [1, 1];
      assert.deepEqual(begun.cost, {
        reads: limits + job_read + event,
        writes: limits + 3,
        deletes: 0,
        invocations: 0,
      });
      const again = await world.measure(() => upload('ada', { contacts, country: 'US' }));
      assert.deepEqual(again.cost, { reads: 1 + 2, writes: 1, deletes: 0, invocations: 0 });
      const matched = await world.measure(() => world.drain());
      const [values, found] = [3, 2];
      // Of each who is found: whether he has blocked, awaits, and is a contact already.
      assert.deepEqual(matched.cost, {
        reads: 4 + 2 + values + 3 * found,
        writes: 1 + values,
        deletes: 1,
        invocations: 1,
      });
      const standing = await world.measure(() => world.runSchedule(finishContactUploads));
      assert.deepEqual(standing.cost, { reads: 1, writes: 0, deletes: 0, invocations: 1 });
    });
  });
});
