import assert from 'node:assert/strict';

import { FieldValue } from '@google-cloud/firestore';

import { ParleyError } from '../functions/src/kernel/errors.ts';
import { readEvent } from '../functions/src/modules/events/store.ts';
import { withoutBlocked } from '../functions/src/modules/blocks/without-blocked.ts';
import type { DirectoryEntry } from '../functions/src/modules/directory/model.ts';
import { unlistUser } from '../functions/src/modules/directory/list-user.ts';
import { reachId, type Way } from '../functions/src/modules/reach/reach-id.ts';
import { reachOf } from '../functions/src/modules/reach/store.ts';
import { findActiveTarget, findTarget } from '../functions/src/modules/users/find-target.ts';
import { openWorld, type World } from '../testkit/world.ts';

describe('the directory', () => {
  let world: World;
  let index = 0;
  before(async () => {
    world = await openWorld();
    await world.addUser('admin');
    await world.auth.setCustomUserClaims('admin', { admin: true });
  });
  after(() => world.close());

  const ADMIN = { uid: 'admin', admin: true };
  const entry = async (uid: string) =>
    (await world.read(`user-search/${uid}`)) as unknown as DirectoryEntry;
  const found = async (way: Way) => {
    const [reach] = await reachOf(world.context.db, [reachId(world.context.hash, way)]);
    return reach?.uid;
  };
  /** A user with a number, and an address that counts as proven, as his account was imported. */
  const imported = async () => {
    index += 1;
    const uid = `i${index}`;
    const [email, phone] = [`Import${index}@example.com`, `+1202555${1000 + index}`];
    await world.auth.createUser({
      uid,
      email,
      emailVerified: true,
      phoneNumber: phone,
      displayName: `Zoë Import ${index}`,
    });
    await world.client(uid);
    return { uid, email, phone };
  };

  it('has a user from his first sign-in on, as others see him', async () => {
    const { uid, email, phone } = await imported();
    const { username, terms, visible, display_name } = await entry(uid);
    const name = `Zoë Import ${index}`;
    assert.deepEqual(
      { username, visible, display_name },
      { username: `zoe_import_${index}`, visible: true, display_name: name },
    );
    for (const term of ['w:z', 'w:zoe', 'w:imp', 'i:imp']) assert.ok(terms.includes(term), term);
    assert.equal(await found({ email }), uid);
    assert.equal(await found({ phone }), uid);
  });

  it('holds no address and no number', async () => {
    const { uid, email, phone } = await imported();
    const docs = await Promise.all(
      ['user-search', 'reach'].map((name) => world.admin.collection(name).get()),
    );
    const all = JSON.stringify(docs.flatMap(({ docs }) => docs.map((doc) => [doc.id, doc.data()])));
    assert.ok(all.includes(uid));
    for (const secret of [email, email.toLowerCase(), phone, phone.slice(1)]) {
      assert.ok(!all.includes(secret), secret);
    }
  });

  it('has no address that was not proven', async () => {
    const { body } = await world.rest('POST', '/users/register', {
      body: { email: 'unproven@example.com', password: 'quite-long-x7', username: 'unproven' },
    });
    const { id } = body['user'] as { id: string };
    assert.equal((await entry(id)).username, 'unproven');
    assert.equal(await found({ email: 'unproven@example.com' }), undefined);
  });

  it('shows nobody who is shut out, until he is let in again', async () => {
    const { uid, email, phone } = await imported();
    await world.callAs(ADMIN, 'adminDisableUser', { user_id: uid });
    assert.equal((await entry(uid)).visible, false);
    assert.deepEqual([await found({ email }), await found({ phone })], [undefined, undefined]);
    await world.callAs(ADMIN, 'adminEnableUser', { user_id: uid });
    assert.equal((await entry(uid)).visible, true);
    assert.deepEqual([await found({ email }), await found({ phone })], [uid, uid]);
  });

  it('shows each as he allows it', async () => {
    const { uid, email, phone } = await imported();
    const set = (discoverable: object) => world.call(uid, 'updateSettings', { discoverable });
    await set({ phone: false });
    assert.deepEqual([await found({ email }), await found({ phone })], [uid, undefined]);
    await set({ email: false, phone: true, search: false });
    assert.deepEqual([await found({ email }), await found({ phone })], [undefined, uid]);
    assert.equal((await entry(uid)).visible, false);
    await set({ email: true, search: true });
    assert.deepEqual([await found({ email }), await found({ phone })], [uid, uid]);
    assert.equal((await entry(uid)).visible, true);
  });

  it('hides nobody again who was hidden, by letting him in', async () => {
    const { uid } = await imported();
    await world.call(uid, 'updateSettings', { discoverable: { search: false } });
    await world.callAs(ADMIN, 'adminDisableUser', { user_id: uid });
    await world.callAs(ADMIN, 'adminEnableUser', { user_id: uid });
    assert.equal((await entry(uid)).visible, false);
  });

  it('takes nobody’s number from whoever has it by now', async () => {
    const { uid, phone } = await imported();
    await world.auth.updateUser(uid, { phoneNumber: null });
    await world.auth.createUser({ uid: 'heir', phoneNumber: phone });
    await world.client('heir');
    await world.callAs(ADMIN, 'adminDisableUser', { user_id: uid });
    assert.equal(await found({ phone }), 'heir');
  });

  it('has by the next sign-in what changed at Firebase Auth itself', async () => {
    const { uid, email, phone } = await imported();
    const [email_after, phone_after] = [`after-${email}`, '+12025559999'];
    await world.auth.updateUser(uid, { phoneNumber: phone_after, email: email_after });
    await world.client(uid);
    assert.deepEqual([await found({ phone }), await found({ email })], [undefined, undefined]);
    assert.equal(await found({ phone: phone_after }), uid);
    // It was not proven to us.
    assert.equal(await found({ email: email_after }), undefined);
    await world.auth.updateUser(uid, { phoneNumber: null });
    await world.client(uid);
    assert.equal(await found({ phone: phone_after }), undefined);
  });

  it('has by the next sign-in whoever was here before there was one', async () => {
    const { uid, phone } = await imported();
    await world.context.db.transact((tx) => unlistUser(tx, uid));
    await world.admin.doc(`sessions/${uid}`).update({ ways: FieldValue.delete() });
    await world.client(uid);
    assert.equal((await entry(uid)).visible, true);
    assert.equal(await found({ phone }), uid);
  });

  it('is not looked at by a sign-in that finds nothing changed', async () => {
    const { uid } = await imported();
    const { cost } = await world.measure(() => world.client(uid));
    assert.deepEqual([cost.reads, cost.writes], [2, 1]);
  });

  it('lets a user go for good', async () => {
    const { uid, email } = await imported();
    for (const _ of [1, 2]) await world.context.db.transact((tx) => unlistUser(tx, uid));
    assert.equal(await world.read(`user-search/${uid}`), undefined);
    assert.equal(await found({ email }), undefined);
  });

  const notFound = (looked: Promise<unknown>, field: string) =>
    assert.rejects(looked, (error: unknown) => {
      assert.ok(error instanceof ParleyError);
      assert.deepEqual([error.reason, error.fields[0]?.field], ['USER_NOT_FOUND', field]);
      return true;
    });

  it('names a user by id or username', async () => {
    const { uid } = await imported();
    const { db } = world.context;
    const { username } = await entry(uid);
    for (const target of [{ user_id: uid }, { username }, { username: username.toUpperCase() }]) {
      assert.equal((await findTarget(db, target)).uid, uid);
    }
    await notFound(findTarget(db, { user_id: 'nobody' }), 'user_id');
    await notFound(findTarget(db, { username: '//' }), 'username');
    await world.callAs(ADMIN, 'adminDisableUser', { user_id: uid });
    assert.equal((await findTarget(db, { username })).uid, uid);
    await notFound(findActiveTarget(db, { username }), 'username');
  });

  it('leaves out who is blocked, on either side', async () => {
    for (const uid of ['me', 'mine', 'his', 'other']) await world.addUser(uid);
    await world.call('me', 'blockUser', { user_id: 'mine' });
    await world.call('his', 'blockUser', { user_id: 'me' });
    const { db } = world.context;
    const { result, cost } = await world.measure(async () =>
      withoutBlocked(db, 'me', await readEvent(db, 'me'), ['mine', 'his', 'other']),
    );
    assert.deepEqual(result, ['other']);
    assert.equal(cost.reads, 3);
  });
});
