import assert from 'node:assert/strict';

import { doc, getDoc } from 'firebase/firestore';

import { finishContactUploads } from '../functions/src/modules/address-book/finish-contact-uploads.ts';
import { awaitedId } from '../functions/src/modules/awaited/waiting.ts';
import type { ContactUpload } from '../functions/src/modules/address-book/model.ts';
import type { Notification } from '../functions/src/modules/notifications/model.ts';
import { reachId } from '../functions/src/modules/reach/reach-id.ts';
import type { World } from '../testkit/world.ts';
import { openWorld } from '../testkit/world.ts';
import { refusedByLimit, refuses, tokenOf } from './helpers.ts';

const DAY = 86_400;
const PHONES = {
  ada: '+12025550101',
  grace: '+12025550102',
  alan: '+12025550103',
  edsger: '+4930123456',
} as const;
type Person = keyof typeof PHONES;
const UNKNOWN = '+12025550199';

describe('uploading an address book', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());

  /** Has somebody join, with his number. */
  const join = async (uid: Person) => {
    await world.auth.createUser({ uid, displayName: uid, phoneNumber: PHONES[uid] });
    await tokenOf(world, uid);
  };
  const upload = async (uid: string, input: object) =>
    (await world.call<{ job_id: string }>(uid, 'uploadContacts', input)).job_id;
  const uploadPhones = (uid: string, ...phones: string[]) =>
    upload(uid, { contacts: phones.map((phone) => ({ phones: [phone] })) });
  const job = async (job_id: string) =>
    (await world.read(`contact-uploads/${job_id}`)) as unknown as ContactUpload;
  const told = (uid: string, job_id: string) =>
    world.call<Record<string, unknown>>(uid, 'getContactsUpload', { job_id });
  const bookOf = async (uid: string) =>
    (await world.admin.collection(`users/${uid}/contacts`).get()).docs.map(({ id }) => id);
  const feedOf = async (uid: string) => {
    const found = await world.admin.collection(`users/${uid}/notifications`).get();
    return found.docs.map((each) => each.data() as Notification);
  };
  const joined = async (uid: string) =>
    (await feedOf(uid)).filter(({ type }) => type === 'CONTACT_JOINED').map(({ actor }) => actor);
  const documentsIn = async (path: string) =>
    (await world.admin.collection(path).listDocuments()).length;

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

  describe('who was awaited, and uploads his own address book', () => {
    const ada = { user_id: 'ada' };
    /** Ada has long had Grace's number when Grace joins. */
    const await_grace = async () => {
      await join('ada');
      await uploadPhones('ada', PHONES.grace, UNKNOWN);
      await world.drain();
      await join('grace');
    };

    it('meets the other: both enter the books and are told, once', async () => {
      await await_grace();
      assert.deepEqual([await joined('ada'), await joined('grace')], [[], []]);
      await uploadPhones('grace', PHONES.ada);
      const [task] = world.tasks.waiting;
      assert.ok(task);
      await world.drain();
      assert.deepEqual([await joined('ada'), await joined('grace')], [['grace'], ['ada']]);
      assert.deepEqual([await bookOf('ada'), await bookOf('grace')], [['grace'], ['ada']]);
      assert.equal((await world.event('ada')).notify_notification, true);
      // Each the other's number again, and the task once more.
      world.clock.advance(DAY + 1);
      await uploadPhones('ada', PHONES.grace);
      await uploadPhones('grace', PHONES.ada);
      await world.drain();
      await world.runTask(task);
      assert.deepEqual([await joined('ada'), await joined('grace')], [['grace'], ['ada']]);
    });

    const by_hand: [string, () => Promise<unknown>][] = [
      ['puts him into his contact book', () => world.call('grace', 'addContact', ada)],
      [
        'becomes his friend',
        async () => {
          await world.call('ada', 'sendFriendRequest', { user_id: 'grace' });
          await world.call('grace', 'answerFriendRequest', { ...ada, accept: true });
        },
      ],
      [
        'is made his friend by him',
        async () => {
          await world.call('grace', 'sendFriendRequest', ada);
          await world.call('ada', 'answerFriendRequest', { user_id: 'grace', accept: true });
        },
      ],
    ];
    for (const [what, act] of by_hand) {
      it(`meets him as well where he ${what}, once`, async () => {
        await await_grace();
        await act();
        assert.deepEqual([await joined('ada'), await joined('grace')], [['grace'], ['ada']]);
        assert.deepEqual([await bookOf('ada'), await bookOf('grace')], [['grace'], ['ada']]);
        // The number that nobody has is still awaited.
        assert.equal(await documentsIn('awaited'), 1);
        await world.call('grace', 'removeContact', ada);
        await world.call('ada', 'markNotificationsRead');
        await world.call('grace', 'addContact', ada);
        assert.equal((await world.event('ada')).notify_notification, false);
      });
    }

    it('does not meet whom he adds where one has blocked the other or he cannot be found', async () => {
      await await_grace();
      const add = () => world.call('grace', 'addContact', ada);
      await world.call('ada', 'blockUser', { user_id: 'grace' });
      await refuses(add(), 'permission-denied', 'USER_BLOCKED', ['user_id']);
      assert.deepEqual([await bookOf('ada'), await bookOf('grace')], [[], []]);
      await world.call('ada', 'unblockUser', { user_id: 'grace' });
      await world.call('grace', 'updateSettings', { discoverable: { phone: false } });
      await add();
      assert.deepEqual([await joined('ada'), await joined('grace')], [[], []]);
      assert.deepEqual([await bookOf('ada'), await bookOf('grace')], [[], ['ada']]);
    });

    it('costs 7 reads and 1 write to add one who does not wait, 8 reads and 6 writes one who does', async () => {
      await await_grace();
      await join('alan');
      const cost = async (user_id: string) => {
        const { reads, writes, deletes } = (
          await world.measure(() => world.call('grace', 'addContact', { user_id }))
        ).cost;
        return [reads, writes, deletes];
      };
      assert.deepEqual(await cost('alan'), [7, 1, 0]);
      assert.deepEqual(await cost('ada'), [8, 6, 1]);
    });

    it('is told of nobody who does not have him', async () => {
      await join('ada');
      await join('grace');
      await uploadPhones('grace', PHONES.ada);
      await world.drain();
      assert.deepEqual([await joined('ada'), await joined('grace')], [[], []]);
      assert.deepEqual([await bookOf('ada'), await bookOf('grace')], [[], ['ada']]);
    });

    it('does not meet whom one of the two has blocked', async () => {
      await await_grace();
      await world.call('ada', 'blockUser', { user_id: 'grace' });
      await uploadPhones('grace', PHONES.ada);
      await world.drain();
      assert.deepEqual([await joined('ada'), await joined('grace')], [[], []]);
      assert.deepEqual([await bookOf('ada'), await bookOf('grace')], [[], []]);
    });

    it('does not meet where he does not let himself be found by his number', async () => {
      await await_grace();
      await world.call('grace', 'updateSettings', { discoverable: { phone: false } });
      await uploadPhones('grace', PHONES.ada);
      await world.drain();
      assert.deepEqual([await joined('ada'), await joined('grace')], [[], []]);
      assert.deepEqual([await bookOf('ada'), await bookOf('grace')], [[], ['ada']]);
    });

    it('does not meet after 180 days', async () => {
      await await_grace();
      world.clock.advance(180 * DAY);
      await uploadPhones('grace', PHONES.ada);
      await world.drain();
      assert.deepEqual([await joined('ada'), await joined('grace')], [[], []]);
    });
  });

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

  describe('over REST', () => {
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
