import assert from 'node:assert/strict';

import { doc, getDoc } from 'firebase/firestore';

import { openWorld, type World } from '../../testkit/world.ts';
import { refuses } from '../helpers.ts';
import { DAY, PHONES, UNKNOWN, uploadsIn } from './uploads.ts';

describe('an upload of an address book', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());
  const { join, upload, uploadPhones, job, bookOf } = uploadsIn(() => world);

  it('is its owner’s alone', async () => {
    for (const uid of ['ada', 'grace'] as const) await join(uid);
    const job_id = await uploadPhones('ada', UNKNOWN);
    for (const name of ['getContactsUpload', 'cancelContactsUpload'] as const) {
      const call = world.call('grace', name, { job_id });
      await refuses(call, 'not-found', 'UPLOAD_NOT_FOUND', ['job_id']);
    }
    assert.equal((await job(job_id)).state, 'QUEUED');
    const ada = await world.client('ada');
    const seen = await getDoc(doc(ada.firestore, `contact-uploads/${job_id}`));
    assert.equal(seen.get('percent'), 0);
  });

  describe('again', () => {
    it('is the same upload within a day, in whatever form and order, and counts once', async () => {
      await join('ada');
      const job_id = await uploadPhones('ada', UNKNOWN, PHONES.grace);
      assert.equal(await uploadPhones('ada', PHONES.grace, UNKNOWN), job_id);
      const csv = `phone\n${PHONES.grace}\n${UNKNOWN}\n`;
      assert.equal(await upload('ada', { csv }), job_id);
      assert.equal(world.tasks.waiting.length, 1);
      await world.drain();
      assert.equal(await upload('ada', { csv }), job_id);
      assert.equal(world.tasks.waiting.length, 0);
    });

    it('says what it found then, also where a block was lifted, and looks anew a day later', async () => {
      for (const uid of ['ada', 'grace'] as const) await join(uid);
      await world.call('ada', 'blockUser', { user_id: 'grace' });
      const matched = async () => {
        const job_id = await uploadPhones('ada', PHONES.grace);
        await world.drain();
        return (await job(job_id)).matched;
      };
      assert.equal(await matched(), 0);
      await world.call('ada', 'unblockUser', { user_id: 'grace' });
      assert.equal(await matched(), 0);
      world.clock.advance(DAY);
      assert.equal(await matched(), 1);
    });

    it('looks anew a day later', async () => {
      await join('ada');
      const job_id = await uploadPhones('ada', PHONES.grace);
      await world.drain();
      await join('grace');
      world.clock.advance(DAY);
      assert.equal(await uploadPhones('ada', PHONES.grace), job_id);
      await world.drain();
      assert.deepEqual(await bookOf('ada'), ['grace']);
    });

    it('is another one of somebody else', async () => {
      for (const uid of ['ada', 'grace'] as const) await join(uid);
      const [one, other] = [
        await uploadPhones('ada', UNKNOWN),
        await uploadPhones('grace', UNKNOWN),
      ];
      assert.notEqual(one, other);
    });
  });
});
