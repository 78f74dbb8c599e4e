import assert from 'node:assert/strict';

import { finishDeletions } from '../functions/src/modules/deletion/finish-deletions.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { refuses } from './helpers.ts';
import { arrive } from './leaving-helpers.ts';

const HOUR = 3600;

describe('deleteAccount', () => {
  let world: World;
  let count = 0;
  before(async () => {
    world = await openWorld();
    for (const uid of ['peer', 'other']) await world.addUser(uid);
  });
  after(() => world.close());

  const somebody = async () => {
    count += 1;
    await world.addUser(`u${count}`);
    return arrive(world, `u${count}`);
  };

  it('kills tokens and search entries before it answers', async () => {
    const { uid, sid, token } = await somebody();
    await world.call(uid, 'setPresence', { state: 'online' });
    assert.deepEqual(await world.callAs({ uid, sid }, 'deleteAccount'), {});
    assert.equal((await world.read(`users/${uid}`))?.['is_active'], false);
    assert.equal(await world.read(`user-search/${uid}`), undefined);
    assert.equal(await world.read(`presence/${uid}`), undefined);
    assert.equal((await world.event(uid)).disabled, true);
    assert.deepEqual((await world.read(`sessions/${uid}`))?.['sessions'], {});
    assert.equal(await world.context.accounts.find(uid), undefined);
    const answer = await world.rest('GET', '/chats', { token });
    assert.equal(answer.status, 401);
    assert.equal((answer.body['error'] as { reason: string }).reason, 'USER_DISABLED');
    await world.drain();
  });

  it('takes a session that was opened within five minutes', async () => {
    const { uid, sid } = await somebody();
    world.clock.advance(300);
    const call = world.callAs({ uid, sid }, 'deleteAccount');
    await refuses(call, 'permission-denied', 'REAUTHENTICATION_REQUIRED');
    const unknown = world.callAs({ uid, sid: 'another' }, 'deleteAccount');
    await refuses(unknown, 'permission-denied', 'REAUTHENTICATION_REQUIRED');
    assert.equal((await world.read(`users/${uid}`))?.['is_active'], true);
    assert.equal(await world.read(`deletions/${uid}`), undefined);
    const again = await arrive(world, uid);
    assert.deepEqual(await world.callAs(again, 'deleteAccount'), {});
  });

  it('takes no input', async () => {
    const { uid, sid } = await somebody();
    const call = world.callAs({ uid, sid }, 'deleteAccount', { user_id: 'peer' });
    await refuses(call, 'invalid-argument', 'FIELDS_INVALID', ['user_id']);
  });

  it('is refused to an admin, so that one remains', async () => {
    const { uid, sid } = await somebody();
    await world.auth.setCustomUserClaims(uid, { admin: true });
    const call = world.callAs({ uid, sid, admin: true }, 'deleteAccount');
    await refuses(call, 'failed-precondition', 'OWN_ACCOUNT');
    assert.equal(await world.read(`deletions/${uid}`), undefined);
  });

  it('by REST is DELETE /users/profile', async () => {
    const { uid, token } = await somebody();
    const answer = await world.rest('DELETE', '/users/profile', { token });
    assert.deepEqual([answer.status, answer.body], [200, {}]);
    assert.ok(await world.read(`deletions/${uid}`));
  });

  it('several times at once is one deletion', async () => {
    const { uid, sid } = await somebody();
    const call = () => world.callAs({ uid, sid }, 'deleteAccount');
    const answers = await Promise.allSettled(Array.from({ length: 6 }, call));
    const refused = answers.flatMap((answer) =>
      answer.status === 'rejected' ? [answer.reason as { details: { reason: string } }] : [],
    );
    assert.ok(refused.length < answers.length);
    // Who comes when it is done already has no session any more.
    for (const { details } of refused) assert.equal(details.reason, 'USER_DISABLED');
    assert.equal(
      world.tasks.waiting.filter(({ data }) => JSON.stringify(data).includes(uid)).length,
      1,
    );
    await refuses(call(), 'unauthenticated', 'USER_DISABLED');
  });

  it('goes through all once more an hour later, for what was under way meanwhile', async () => {
    const { uid, sid } = await somebody();
    await world.callAs({ uid, sid }, 'deleteAccount');
    await world.drain();
    const [deletion] = [await world.read(`deletions/${uid}`)];
    assert.equal(deletion?.['round'], 2);
    // A run of something that had read before wrote after: and a custom token was redeemed.
    await world.admin.doc(`users-external-event/${uid}`).set({ unread: {} });
    await world.admin.doc(`users/${uid}`).set({ username: 'late', is_active: false });
    await world.admin.doc('usernames/late').set({ uid });
    await world.auth.createUser({ uid });

    await world.runSchedule(finishDeletions);
    assert.ok(await world.read(`users-external-event/${uid}`), 'not before it is time');
    world.clock.advance(2 * HOUR);
    await world.runSchedule(finishDeletions);
    for (const path of ['users-external-event', 'users', 'deletions']) {
      assert.equal(await world.read(`${path}/${uid}`), undefined, path);
    }
    assert.equal(await world.read('usernames/late'), undefined);
    assert.equal(await world.context.accounts.find(uid), undefined);
  });

  it('leaves alone whom an operator gave the uid meanwhile', async () => {
    // As accounts with passwords are known to one project of the Auth emulator.
    const uid = `given-anew-${world.projectId}`;
    await world.addUser(uid);
    const { sid } = await arrive(world, uid);
    await world.callAs({ uid, sid }, 'deleteAccount');
    await world.drain();
    await world.addUser(uid, { email: `${uid}@example.com`, password: 'long enough' });
    world.clock.advance(2 * HOUR);
    await world.runSchedule(finishDeletions);
    assert.ok(await world.read(`users/${uid}`));
    assert.ok(await world.context.accounts.find(uid));
    assert.equal(await world.read(`deletions/${uid}`), undefined);
  });

  it('is finished by the schedule where the task was lost', async () => {
    const { uid, sid } = await somebody();
    await world.callAs({ uid, sid }, 'deleteAccount');
    assert.ok(world.tasks.take(), 'lost');
    await world.runSchedule(finishDeletions);
    assert.ok(await world.read(`users/${uid}`), 'not before it is late');
    world.clock.advance(600);
    await world.runSchedule(finishDeletions);
    assert.equal(await world.read(`users/${uid}`), undefined);
  });

  it('frees the address and the number for a new registration', async () => {
    count += 1;
    const uid = `u${count}`;
    const email = `${uid}-${world.projectId}@example.com`;
    await world.addUser(uid, { email });
    await world.auth.updateUser(uid, { phoneNumber: '+12025550177' });
    const { sid } = await arrive(world, uid);
    await world.callAs({ uid, sid }, 'deleteAccount');
    const [byEmail, byPhone] = [`${uid}-again`, `${uid}-phone`];
    await world.addUser(byEmail, { email });
    await world.auth.createUser({ uid: byPhone, phoneNumber: '+12025550177' });
    await world.drain();
    world.clock.advance(2 * HOUR);
    await world.runSchedule(finishDeletions);
    assert.ok(await world.read(`users/${byEmail}`));
    assert.ok(await world.context.accounts.find(byPhone));
  });
});
