import assert from 'node:assert/strict';

import { openWorld, type World } from '../../testkit/world.ts';
import { tokenOf } from '../helpers.ts';
import { uploadsIn } from './uploads.ts';

describe('uploading an address book over REST', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());
  const { join, job } = uploadsIn(() => world);

  it('takes a vCard file as it is, is 202, and shows its progress', async () => {
    for (const uid of ['ada', 'grace'] as const) await join(uid);
    const token = await tokenOf(world, 'ada');
    const body = 'BEGIN:VCARD\nVERSION:3.0\nTEL:(202) 555-0102\nEND:VCARD\n';
    const headers = { 'content-type': 'text/vcard; charset=utf-8' };
    const path = '/users/contacts/upload/';
    const begun = await world.rest('POST', `${path}?country=US`, { token, body, headers });
    assert.equal(begun.status, 202, JSON.stringify(begun.body));
    const job_id = String(begun.body['job_id']);
    const again = await world.rest('POST', path, { token, body: { vcard: body } });
    assert.equal(again.body['job_id'], job_id);
    await world.drain();
    const { status, body: shown } = await world.rest('GET', `${path}${job_id}`, { token });
    assert.deepEqual([status, shown['percent'], shown['matched']], [200, 100, 1]);
    const cancelled = await world.rest('DELETE', `${path}${job_id}/`, { token });
    assert.deepEqual([cancelled.status, cancelled.body['state']], [200, 'DONE']);
    const unknown = await world.rest('GET', `${path}AAAAAAAAAAAAAAAAAAAA`, { token });
    assert.equal(unknown.status, 404);
  });

  it('takes files in UTF-16', async () => {
    await join('ada');
    const token = await tokenOf(world, 'ada');
    const file = 'BEGIN:VCARD\r\nFN:\u4E0A\r\nTEL:+12025550199\r\nEND:VCARD\r\n';
    const body = Buffer.from(`\uFEFF${file}`, 'utf16le');
    const headers = { 'content-type': 'text/vcard' };
    const begun = await world.rest('POST', '/users/contacts/upload', { token, body, headers });
    assert.equal(begun.status, 202, JSON.stringify(begun.body));
    const { total, invalid_count } = await job(String(begun.body['job_id']));
    assert.deepEqual([total, invalid_count], [1, 0]);
  });

  it('takes up to 8 MiB, which nothing else does', async () => {
    await join('ada');
    const token = await tokenOf(world, 'ada');
    const path = '/users/contacts/upload';
    const photo = 'A'.repeat(8 * 1024 * 1024 - 1000);
    const card = (size: number) =>
      `BEGIN:VCARD\nVERSION:3.0\nPHOTO:${photo}${'A'.repeat(size)}\nTEL:+12025550199\nEND:VCARD\n`;
    const fits = await world.rest('POST', path, { token, body: { vcard: card(0) } });
    assert.equal(fits.status, 202, JSON.stringify(fits.body));
    const large = await world.rest('POST', path, { token, body: { vcard: card(2000) } });
    assert.equal(large.status, 413);
    const file = { body: card(2000), headers: { 'content-type': 'text/vcard' } };
    assert.equal((await world.rest('POST', path, { token, ...file })).status, 413);
    const other = await world.rest('POST', '/chats', { token, body: { user_id: card(0) } });
    assert.equal(other.status, 413);
  });
});
