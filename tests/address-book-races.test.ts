import assert from 'node:assert/strict';

import { openWorld, type World } from '../testkit/world.ts';
import { beforeNextCommit, tokenOf } from './helpers.ts';

const PHONES = { ada: '+12025550101', grace: '+12025550102' } as const;

describe('an address book that is looked through while other things happen', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());

  const join = async (uid: keyof typeof PHONES) => {
    await world.auth.createUser({ uid, displayName: uid, phoneNumber: PHONES[uid] });
    await tokenOf(world, uid);
  };
  const upload = async (uid: string, ...phones: string[]) => {
    const contacts = [{ phones }];
    return (await world.call<{ job_id: string }>(uid, 'uploadContacts', { contacts })).job_id;
  };
  const idsIn = async (path: string) =>
    (await world.admin.collection(path).get()).docs.map(({ id }) => id);

  it('does nothing of a chunk before its turn, however often that is delivered', async () => {
    await join('ada');
    await join('grace');
    // The last chunk has the one who is found.
    const others = Array.from({ length: 1000 }, (_, index) => `+1202555${index + 2000}`);
    const job_id = await upload('ada', ...others, PHONES.grace);
    const first = world.tasks.take();
    assert.ok(first);
    const numbered = (chunk: number) => ({ ...first, data: { job_id, chunk } });
    const seen = async () => {
      const { state, processed, matched, next_chunk } =
        (await world.read(`contact-uploads/${job_id}`)) ?? {};
      return [state, processed, matched, next_chunk];
    };
    for (const chunk of [2, 1, 2]) await world.runTask(numbered(chunk));
    assert.deepEqual(await seen(), ['QUEUED', 0, 0, 0]);
    assert.deepEqual(await idsIn('users/ada/contacts'), []);
    for (const chunk of [0, 2, 0]) await world.runTask(numbered(chunk));
    assert.deepEqual(await seen(), ['RUNNING', 500, 0, 1]);
    for (const chunk of [1, 1, 0]) await world.runTask(numbered(chunk));
    assert.deepEqual(await seen(), ['RUNNING', 1000, 0, 2]);
    await world.drain();
    for (const chunk of [2, 1, 0]) await world.runTask(numbered(chunk));
    assert.deepEqual(await seen(), ['DONE', 1001, 1, 3]);
    assert.deepEqual(await idsIn('users/ada/contacts'), ['grace']);
  });

  const BETWEEN: [what: string, act: () => Promise<unknown>, book: string[]][] = [
    ['the one who waits blocks him', () => block('ada', 'grace'), []],
    ['he blocks the one who waits', () => block('grace', 'ada'), []],
    [
      'the one who waits is disabled',
      () => world.callAs({ uid: 'boss', admin: true }, 'adminDisableUser', { user_id: 'ada' }),
      ['ada'],
    ],
  ];
  const block = (uid: string, user_id: string) => world.call(uid, 'blockUser', { user_id });
  for (const [what, act, book] of BETWEEN) {
    it(`makes nobody meet where ${what} in the middle of it`, async () => {
      await world.addUser('boss');
      await world.auth.setCustomUserClaims('boss', { admin: true });
      await join('ada');
      await upload('ada', PHONES.grace);
      await world.drain();
      await join('grace');
      await upload('grace', PHONES.ada);
      let acted = false;
      // The next transaction is that in which they would meet.
      beforeNextCommit(world, async () => {
        assert.deepEqual(await idsIn('users/grace/contacts'), []);
        await act();
        acted = true;
      });
      await world.drain();
      assert.ok(acted);
      assert.deepEqual(await idsIn('users/ada/contacts'), []);
      assert.deepEqual(await idsIn('users/grace/contacts'), book);
      for (const uid of ['ada', 'grace']) {
        const feed = await world.admin
          .collection(`users/${uid}/notifications`)
          .where('type', '==', 'CONTACT_JOINED')
          .get();
        assert.equal(feed.size, 0, uid);
      }
    });
  }
});
