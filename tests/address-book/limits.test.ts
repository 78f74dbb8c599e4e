import assert from 'node:assert/strict';

import { openWorld, type World } from '../../testkit/world.ts';
import { refusedByLimit, refuses } from '../helpers.ts';
import { uploadsIn } from './uploads.ts';

describe('the limits of uploading an address book', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());
  const { join, upload, uploadPhones, job, told, documentsIn } = uploadsIn(() => world);

  it('is limited to ten in a day, and to 20,000 numbers and addresses, and says which it is', async () => {
    await join('ada');
    const refusedAs = async (contacts: object, message: RegExp) => {
      await assert.rejects(upload('ada', { contacts }), { message });
      return refusedByLimit(upload('ada', { contacts }));
    };
    const range = (count: number, from: number) =>
      Array.from({ length: count }, (_, index) => ({
        emails: [`${from + index}@example.com`, `${from + index}@example.org`],
      }));
    await upload('ada', { contacts: range(9_000, 0) });
    const more = range(1_001, 10_000);
    const values = /20,000 numbers and addresses .* in a day\. Try again later\.$/;
    await refusedAs(more, values);
    for (let n = 1; n < 10; n += 1) await upload('ada', { contacts: range(1, 20_000 + 10 * n) });
    world.clock.advance(3600);
    await refusedAs(range(1, 40_000), /10 different address books .* in a day/);
    world.clock.advance(await refusedByLimit(upload('ada', { contacts: more })));
    await upload('ada', { contacts: more });
  });

  it('without anything to look for takes none of the day’s, and few of the hour’s', async () => {
    await world.addUser('reader');
    const { cost } = await world.measure(() => upload('reader', { contacts: [{}] }));
    assert.equal(cost.writes, 3, 'that of the hour, the job and the event document');
    for (let n = 1; n < 20; n += 1) {
      const phones = Array.from({ length: n }, () => '030 987654');
      const { state, invalid_count } = await job(await uploadPhones('reader', ...phones));
      assert.deepEqual([state, invalid_count], ['DONE', n]);
    }
    await assert.rejects(uploadPhones('reader', '030 987654'), { message: /20 times in an hour/ });
    world.clock.advance(7200);
    for (let n = 0; n < 10; n += 1) await uploadPhones('reader', `+12025550${200 + n}`);
    await refusedByLimit(uploadPhones('reader', '+12025550299'));
  });

  it('refuses what is no address book, by its field, and begins nothing', async () => {
    await join('ada');
    const code = 'invalid-argument';
    const many = Array.from({ length: 10_001 }, () => ({}));
    const values = Array.from({ length: 20_001 }, (_, index) => `${index}@example.com`);
    for (const [input, fields] of [
      [{}, ['contacts']],
      [{ contacts: [{}], vcard: 'BEGIN:VCARD' }, ['contacts']],
      [{ contacts: [] }, ['contacts']],
      [{ contacts: many }, ['contacts']],
      [{ contacts: [{ emails: values }] }, ['contacts']],
      [{ contacts: [{ phones: [1] }, { fax: [] }] }, ['contacts.0.phones.0', 'contacts.1.fax']],
      [{ vcard: 'nothing' }, ['vcard']],
      [{ csv: 'nothing' }, ['csv']],
      [{ csv: 'phone\n1', country: 'Germany' }, ['country']],
    ] as const) {
      const call = world.call('ada', 'uploadContacts', input);
      await refuses(call, code, 'FIELDS_INVALID', [...fields]);
    }
    assert.equal(await documentsIn('contact-uploads'), 0);
    await refuses(told('ada', 'x'), code, 'FIELDS_INVALID', ['job_id']);
  });
});
