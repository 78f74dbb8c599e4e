import assert from 'node:assert/strict';

import { openWorld, type World } from '../../testkit/world.ts';
import { refuses } from '../helpers.ts';
import { uploadsIn } from './uploads.ts';

describe('reading an address book', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());
  const { join, upload, uploadPhones, job, told } = uploadsIn(() => world);

  it('tells what cannot be used by its line, and never what it was', async () => {
    await join('edsger');
    const vcard = [
      'BEGIN:VCARD',
      'VERSION:3.0',
      'TEL:030 987654',
      'TEL:secret-number',
      'EMAIL:secret@',
      'END:VCARD',
    ].join('\r\n');
    const job_id = await upload('edsger', { vcard });
    const { invalid, invalid_count, total, state } = await told('edsger', job_id);
    assert.deepEqual([invalid_count, total, state], [2, 1, 'QUEUED']);
    assert.deepEqual(invalid, [
      {
        line: 4,
        field: 'phone',
        message: 'is not a phone number, in international format or as in DE',
      },
      { line: 5, field: 'email', message: 'is not an e-mail address' },
    ]);
    await world.drain();
    const all = JSON.stringify([world.log.lines, world.tasks, await everything(world)]);
    for (const secret of ['secret', '030 987654', '+4930987654']) {
      assert.ok(!all.includes(secret), secret);
    }
  });

  it('lists a hundred that cannot be used and counts all; with nothing else it is done', async () => {
    await join('ada');
    const job_id = await uploadPhones('ada', ...Array.from({ length: 150 }, () => 'x'));
    const { invalid, ...upload } = await job(job_id);
    assert.equal(invalid.length, 100);
    assert.deepEqual([upload.invalid_count, upload.state, upload.percent], [150, 'DONE', 100]);
    assert.equal(world.tasks.waiting.length, 0);
  });

  it('reads numbers by the given country, that of the own number, or that of the locale', async () => {
    await join('edsger');
    await world.addUser('reader');
    const total = async (uid: string, more: object = {}) => {
      const contacts = [{ phones: ['030 987654'] }];
      return (await job(await upload(uid, { contacts, ...more }))).total;
    };
    assert.equal(await total('edsger'), 1);
    assert.equal(await total('reader'), 0);
    assert.equal(await total('reader', { country: 'de' }), 1);
    await world.admin.doc('users/reader/private/account').update({ locale: 'de-AT' });
    // The same number of Austria is another one.
    assert.equal(await total('reader'), 1);
    await refuses(total('reader', { country: 'XX' }), 'invalid-argument', 'FIELDS_INVALID', [
      'country',
    ]);
  });

  it('reads a CSV file', async () => {
    for (const uid of ['ada', 'grace'] as const) await join(uid);
    const csv = 'Name,Phone 1 - Value,E-mail 1 - Value\nGrace,(202) 555-0102,\nX,,x@example.com\n';
    const job_id = await upload('ada', { csv });
    await world.drain();
    const { total, matched } = await job(job_id);
    assert.deepEqual([total, matched], [2, 1]);
  });

  it('says which line of a file cannot be read, and reads the others', async () => {
    await join('ada');
    const csv = 'phone,name\n+12025550102,ok\n+12025550103,"broken\n+12025550104,ok\n';
    const { total, invalid } = await job(await upload('ada', { csv }));
    const message = 'has a quote that does not end';
    assert.deepEqual([total, invalid], [2, [{ line: 3, field: 'line', message }]]);
  });
});

/** All that is stored of the world, but for Firebase Auth. */
async function everything(world: World): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const collection of await world.admin.listCollections()) {
    for (const ref of await collection.listDocuments()) {
      found.push(ref.path, (await ref.get()).data());
      for (const inner of await ref.listCollections()) {
        found.push((await inner.get()).docs.map((each) => [each.ref.path, each.data()]));
      }
    }
  }
  return found;
}
