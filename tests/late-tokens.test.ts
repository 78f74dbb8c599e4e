import assert from 'node:assert/strict';

import { openWorld, type World } from '../testkit/world.ts';
import { refuses } from './helpers.ts';

/** As on an instance that does not know yet: the documents say it, and no revocation does. */
const STATES: Record<string, (world: World, uid: string) => Promise<unknown>> = {
  'is being deleted, or was disabled': (world, uid) =>
    Promise.all([
      world.admin.doc(`users-external-event/${uid}`).update({ disabled: true }),
      world.admin.doc(`users/${uid}`).update({ is_active: false }),
    ]),
  'is deleted': (world, uid) =>
    Promise.all([
      world.admin.doc(`users-external-event/${uid}`).delete(),
      world.admin.doc(`users/${uid}`).delete(),
    ]),
};

describe('a token of somebody who is shut out, where that is not known yet', () => {
  let world: World;
  let count = 0;
  before(async () => {
    world = await openWorld();
    await world.addUser('peer');
  });
  after(() => world.close());

  for (const [state, reach] of Object.entries(STATES)) {
    const somebody = async () => {
      count += 1;
      const uid = `late${count}`;
      await world.addUser(uid);
      return uid;
    };
    const refused = (uid: string, name: Parameters<World['call']>[1], input: object) =>
      refuses(world.call(uid, name, input), 'unauthenticated', 'USER_DISABLED');

    it(`of one who ${state} blocks nobody and lifts no block`, async () => {
      const uid = await somebody();
      await world.call(uid, 'blockUser', { user_id: 'peer' });
      await reach(world, uid);
      const before_it = await world.read(`users-external-event/${uid}`);
      await world.admin.doc(`users/${uid}/blocks/peer`).delete();
      await world.addUser(`other-of-${uid}`);
      await refused(uid, 'blockUser', { user_id: `other-of-${uid}` });
      await refused(uid, 'unblockUser', { user_id: 'peer' });
      assert.equal(await world.read(`users/${uid}/blocks/other-of-${uid}`), undefined);
      assert.deepEqual(await world.read(`users-external-event/${uid}`), before_it);
    });

    it(`of one who ${state} shows no presence`, async () => {
      const uid = await somebody();
      await reach(world, uid);
      await refused(uid, 'setPresence', { state: 'online' });
      assert.equal(await world.read(`presence/${uid}`), undefined);
    });

    it(`of one who ${state} opens no chat and becomes nobody's friend`, async () => {
      const uid = await somebody();
      await world.call('peer', 'sendFriendRequest', { user_id: uid });
      await reach(world, uid);
      await refused(uid, 'createChat', { user_id: 'peer' });
      await refused(uid, 'answerFriendRequest', { user_id: 'peer', accept: true });
      await refused(uid, 'sendFriendRequest', { user_id: 'peer' });
      await refused(uid, 'addContact', { user_id: 'peer' });
      assert.equal(await world.read(`users/${uid}/contacts/peer`), undefined);
      assert.equal(await world.read(`users/peer/contacts/${uid}`), undefined);
    });
  }
});
