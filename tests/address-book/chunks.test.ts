import assert from 'node:assert/strict';

import { finishContactUploads } from '../../functions/src/modules/address-book/finish-contact-uploads.ts';
import { awaitedId } from '../../functions/src/modules/awaited/waiting.ts';
import { reachId } from '../../functions/src/modules/reach/reach-id.ts';
import { openWorld, type World } from '../../testkit/world.ts';
import { DAY, PHONES, UNKNOWN, uploadsIn } from './uploads.ts';

describe('uploading an address book in chunks', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());
  const { join, uploadPhones, job, told, bookOf, joined, documentsIn } = uploadsIn(() => world);

  describe('in chunks', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => `+1202555${String(index + 2000)}`);

    it('shows how far it is after each', async () => {
      await join('ada');
      const job_id = await uploadPhones('ada', ...many(1100));
      const seen: unknown[] = [];
      for (let task = world.tasks.take(); task !== undefined; task = world.tasks.take()) {
        await world.runTask(task);
        const { state, percent, processed } = await job(job_id);
        seen.push([state, percent, processed]);
      }
      assert.deepEqual(seen, [
        ['RUNNING', 45, 500],
        ['RUNNING', 90, 1000],
        ['DONE', 100, 1100],
      ]);
      assert.equal(await documentsIn(`contact-uploads/${job_id}/chunks`), 0);
    });

    it('counts nothing twice, however often a task runs, and in whatever order', async () => {
      await join('ada');
      await join('grace');
      const job_id = await uploadPhones('ada', PHONES.grace, ...many(600));
      const first = world.tasks.take();
      assert.ok(first);
      await Promise.all([world.runTask(first), world.runTask(first), world.runTask(first)]);
      await world.runTask(first);
      assert.equal((await job(job_id)).processed, 500);
      assert.equal(world.tasks.waiting.length, 1, 'the next one is asked for once');
      const second = world.tasks.waiting[0];
      await world.drain();
      assert.ok(second);
      for (const task of [second, first, second]) await world.runTask(task);
      const { state, processed, matched } = await job(job_id);
      assert.deepEqual([state, processed, matched], ['DONE', 601, 1]);
    });

    for (const moment of ['before', 'after'] as const) {
      it(`goes on where it dies ${moment} any of its writes`, async () => {
        await join('ada');
        await join('grace');
        for (let dies_at = 1; ; dies_at += 1) {
          await ada_awaits_grace();
          const phones = [PHONES.ada, ...many(500 + dies_at)];
          let writes = 0;
          world.crash(() => {
            writes += 1;
            return writes === dies_at ? moment : undefined;
          });
          const first = await uploadPhones('grace', ...phones).catch(() => undefined);
          const job_id = first ?? (await uploadPhones('grace', ...phones));
          while (world.tasks.waiting.length > 0) await world.drain().catch(() => undefined);
          world.crash(undefined);
          const { state, processed, total, matched } = await job(job_id);
          assert.deepEqual([state, processed, matched], ['DONE', total, 1], `write ${dies_at}`);
          assert.deepEqual([await joined('ada'), await joined('grace')], [['grace'], ['ada']]);
          assert.deepEqual([await bookOf('ada'), await bookOf('grace')], [['grace'], ['ada']]);
          world.clock.advance(2 * DAY);
          if (writes < dies_at) return assert.ok(writes >= 5, `${writes} writes`);
        }
      });
    }

    /** As after an upload of Ada's, before Grace joined. */
    const ada_awaits_grace = async () => {
      for (const uid of ['ada', 'grace']) {
        for (const inner of ['contacts', 'notifications']) {
          await world.admin.recursiveDelete(world.admin.collection(`users/${uid}/${inner}`));
        }
      }
      const id = awaitedId(
        world.context,
        'ada',
        reachId(world.context.hash, { phone: PHONES.grace }),
      );
      const expires_at = new Date(world.clock.now().plusSeconds(DAY).toMillis());
      await world.admin.doc(`awaited/${id}`).set({ uid: 'ada', expires_at });
    };

    it('goes on by the schedule where a task is lost', async () => {
      await join('ada');
      const job_id = await uploadPhones('ada', ...many(600));
      world.tasks.take();
      await world.runSchedule(finishContactUploads);
      assert.equal(world.tasks.waiting.length, 0, 'it may still come');
      world.clock.advance(600);
      await world.runSchedule(finishContactUploads);
      await world.runSchedule(finishContactUploads);
      assert.equal(world.tasks.waiting.length, 1);
      await world.drain();
      assert.equal((await job(job_id)).state, 'DONE');
    });

    it('goes on by the schedule with the others where one fails', async () => {
      await join('ada');
      const job_id = await uploadPhones('ada', ...many(3));
      world.tasks.take();
      const uploads = world.admin.collection('contact-uploads');
      const stored = ((await uploads.doc(job_id).get()).data() ?? {}) as { due_at: object };
      for (let number = 0; number < 10; number += 1)
        await uploads.doc(`other-${number}`).set(stored);
      // Among the first of all that are due at the same moment.
      await uploads.doc('broken').set({ uid: 'ada', state: 'QUEUED', due_at: stored.due_at });
      world.clock.advance(600);
      await assert.rejects(world.runSchedule(finishContactUploads), AggregateError);
      const asked = world.tasks.waiting.map(({ data }) => (data as { job_id: string }).job_id);
      const others = Array.from({ length: 10 }, (_, number) => `other-${number}`);
      assert.deepEqual(asked.toSorted(), [job_id, ...others].toSorted());
    });

    it('has failed after two days without an end, and leaves nothing', async () => {
      await join('ada');
      const job_id = await uploadPhones('ada', ...many(600));
      const lost = world.tasks.take();
      world.clock.advance(2 * DAY);
      await world.runSchedule(finishContactUploads);
      assert.equal((await job(job_id)).state, 'FAILED');
      assert.equal(await documentsIn(`contact-uploads/${job_id}/chunks`), 0);
      assert.ok(lost);
      await world.runTask(lost);
      assert.equal((await job(job_id)).processed, 0);
    });

    it('ends where its owner is shut out or gone', async () => {
      await join('ada');
      const job_id = await uploadPhones('ada', ...many(600));
      await world.admin.doc('users-external-event/ada').update({ disabled: true });
      await world.drain();
      assert.equal((await job(job_id)).state, 'FAILED');
      const gone = await uploadPhones('ada', ...many(3)).catch(
        (error: { details: object }) => error,
      );
      assert.deepEqual((gone as { details: object }).details, { reason: 'USER_DISABLED' });
      await world.admin.doc('users-external-event/ada').update({ disabled: false });
      const other = await uploadPhones('ada', ...many(3));
      await world.admin.doc(`contact-uploads/${other}`).delete();
      await world.drain();
      assert.equal(await job(other), undefined);
      assert.equal(await documentsIn('awaited'), 0);
    });
  });

  describe('that is cancelled', () => {
    it('stops between two chunks and removes what is left; it may be repeated, and begun again', async () => {
      await join('ada');
      const phones = Array.from({ length: 1100 }, (_, index) => `+1202555${index + 2000}`);
      const job_id = await uploadPhones('ada', ...phones);
      const first = world.tasks.take();
      assert.ok(first);
      await world.runTask(first);
      const cancel = () => world.call<{ state: string }>('ada', 'cancelContactsUpload', { job_id });
      assert.equal((await cancel()).state, 'CANCELLED');
      assert.equal((await cancel()).state, 'CANCELLED');
      assert.equal(await documentsIn(`contact-uploads/${job_id}/chunks`), 0);
      await world.drain();
      const { state, processed, due_at } = await job(job_id);
      assert.deepEqual([state, processed, due_at], ['CANCELLED', 500, null]);
      world.clock.advance(1);
      assert.equal(await uploadPhones('ada', ...phones), job_id);
      await world.drain();
      assert.deepEqual(await told('ada', job_id).then((each) => each['processed']), 1100);
    });

    it('stays as it is where it has ended', async () => {
      await join('ada');
      const job_id = await uploadPhones('ada', UNKNOWN);
      await world.drain();
      const { state } = await world.call<{ state: string }>('ada', 'cancelContactsUpload', {
        job_id,
      });
      assert.equal(state, 'DONE');
    });
  });
});
