import assert from 'node:assert/strict';

import { openWorld, type World } from '../testkit/world.ts';
import { arrangeUsers } from '../testkit/users.ts';
import { refuses, tokenOf } from './helpers.ts';

interface Listed {
  contacts: { user: { id: string; username: string }; alias: string | null; created: string }[];
  next_cursor: string | null;
}

describe('the contact book', () => {
  let world: World;
  let [owner, other] = ['', ''];
  let index = 0;
  before(async () => {
    world = await openWorld();
  });
  beforeEach(async () => {
    index += 1;
    [owner, other] = [`owner${index}`, `other${index}`];
    await world.addUser(owner);
    await world.addUser(other, { displayName: `Other ${index}` });
    await world.call(owner, 'listSessions');
  });
  after(() => world.close());

  const add = (input: object) => world.call(owner, 'addContact', input);
  const remove = (input: object) => world.call(owner, 'removeContact', input);
  const list = (cursor?: string | null) =>
    world.call<Listed>(owner, 'listContacts', cursor ? { cursor } : {});
  const stored = (uid: string) => world.read(`users/${owner}/contacts/${uid}`);
  const costOf = async (act: () => Promise<unknown>) => {
    const { reads, writes, deletes } = (await world.measure(act)).cost;
    return [reads, writes, deletes];
  };

  it('takes a user by id or by username, once, and the other is not told', async () => {
    const before = await world.event(other);
    assert.deepEqual(await add({ user_id: other }), {});
    const contact = { user_id: other, alias: null, created: world.clock.now() };
    assert.deepEqual(await stored(other), contact);
    world.clock.advance(1);
    await add({ username: `other_${index}` });
    assert.deepEqual(await stored(other), contact, 'it stays as it was');
    const { contacts, next_cursor } = await list();
    assert.deepEqual(
      contacts.map(({ user, alias }) => [user.id, user.username, alias]),
      [[other, `other_${index}`, null]],
    );
    assert.equal(next_cursor, null);
    assert.deepEqual(await world.event(other), before);
    assert.equal((await world.admin.collection(`users/${other}/contacts`).get()).size, 0);
  });

  it('has an alias that is given, changed, kept and taken away', async () => {
    const alias = async () => (await stored(other))?.['alias'];
    await add({ user_id: other, alias: 'Charles' });
    assert.equal(await alias(), 'Charles');
    await add({ user_id: other });
    assert.equal(await alias(), 'Charles');
    await add({ user_id: other, alias: 'Charlie' });
    assert.equal(await alias(), 'Charlie');
    await add({ user_id: other, alias: null });
    assert.equal(await alias(), null);
    const bad: unknown[] = ['', 'x'.repeat(101), 7, '\ud800', ' ', 'a\nb', '\u202eb'];
    for (const wrong of bad) {
      await refuses(add({ user_id: other, alias: wrong }), 'invalid-argument', 'FIELDS_INVALID', [
        'alias',
      ]);
    }
  });

  it('lets go of a user by id or by username, whether or not he is in it or is still there', async () => {
    await add({ user_id: other });
    await remove({ username: `other_${index}` });
    assert.equal(await stored(other), undefined);
    assert.deepEqual(await remove({ user_id: other }), {});
    await add({ user_id: other });
    await world.admin.doc(`users/${other}`).delete();
    await remove({ user_id: other });
    assert.equal(await stored(other), undefined);
  });

  it('does not take oneself, nobody, or one who is shut out', async () => {
    await refuses(add({ user_id: owner }), 'invalid-argument', 'USER_IS_SELF', ['user_id']);
    await refuses(add({ user_id: 'nobody' }), 'not-found', 'USER_NOT_FOUND', ['user_id']);
    await refuses(add({ username: 'nobody' }), 'not-found', 'USER_NOT_FOUND', ['username']);
    await refuses(remove({ username: 'nobody' }), 'not-found', 'USER_NOT_FOUND', ['username']);
    await refuses(add({}), 'invalid-argument', 'FIELDS_INVALID', ['user_id']);
    await world.admin.doc(`users/${other}`).update({ is_active: false });
    await refuses(add({ user_id: other }), 'not-found', 'USER_NOT_FOUND', ['user_id']);
    assert.deepEqual((await list()).contacts, []);
  });

  for (const whose of ['the owner', 'the other'] as const) {
    it(`takes nobody across a block of ${whose}, who could enter before and after it`, async () => {
      const [by, user_id] = whose === 'the owner' ? [owner, other] : [other, owner];
      await world.call(by, 'blockUser', { user_id });
      for (const input of [{ user_id: other }, { username: `other_${index}`, alias: 'x' }]) {
        const fields = [Object.keys(input)[0] ?? ''];
        await refuses(add(input), 'permission-denied', 'USER_BLOCKED', fields);
      }
      const { cost } = await world.measure(() => add({ user_id: other }).catch(() => undefined));
      assert.deepEqual([cost.reads, cost.writes], [6, 0]);
      assert.equal(await stored(other), undefined);
      await world.call(by, 'unblockUser', { user_id });
      await add({ user_id: other });
      await world.call(by, 'blockUser', { user_id });
      await add({ user_id: other });
      await add({ user_id: other, alias: 'Charles' });
      assert.deepEqual(
        (await list()).contacts.map(({ user, alias }) => [user.id, alias]),
        [[other, 'Charles']],
      );
      await remove({ user_id: other });
      await refuses(add({ user_id: other }), 'permission-denied', 'USER_BLOCKED', ['user_id']);
    });
  }

  it('is not written by one who is shut out or gone while his token is still good', async () => {
    const event = world.admin.doc(`users-external-event/${owner}`);
    await event.update({ disabled: true });
    await refuses(add({ user_id: other }), 'unauthenticated', 'USER_DISABLED');
    await event.delete();
    await refuses(add({ user_id: other }), 'unauthenticated', 'USER_DISABLED');
    assert.equal(await stored(other), undefined);
  });

  it('goes by pages of fifty, and leaves out who is shut out or gone', async () => {
    const uids = Array.from({ length: 103 }, (_, n) => `c${index}-${String(n).padStart(3, '0')}`);
    await arrangeUsers(world, uids);
    const batch = world.admin.batch();
    for (const user_id of uids) {
      const contact = { user_id, alias: null, created: new Date() };
      batch.set(world.admin.doc(`users/${owner}/contacts/${user_id}`), contact);
    }
    await batch.commit();
    await world.admin.doc(`users/${uids[0]}`).update({ is_active: false });
    await world.admin.doc(`users/${uids[1]}`).delete();
    const found: string[] = [];
    const sizes: number[] = [];
    let cursor: string | null | undefined;
    do {
      const page: Listed = await list(cursor);
      found.push(...page.contacts.map(({ user }) => user.id));
      sizes.push(page.contacts.length);
      cursor = page.next_cursor;
    } while (cursor !== null);
    assert.deepEqual(found, uids.slice(2));
    assert.deepEqual(sizes, [48, 50, 3]);
    assert.deepEqual(await costOf(() => list()), [100, 0, 0]);
  });

  it('is not to be filled beyond its bound', async function () {
    this.timeout(120_000);
    const writer = world.admin.bulkWriter({ throttling: false });
    for (let n = 0; n < 20_000; n += 1) {
      void writer.create(world.admin.doc(`users/${owner}/contacts/x${n}`), { user_id: `x${n}` });
    }
    await writer.close();
    await refuses(add({ user_id: other }), 'failed-precondition', 'CONTACTS_FULL');
    assert.equal(await stored(other), undefined);
    await remove({ user_id: 'x0' });
    await add({ user_id: other });
    await add({ user_id: other, alias: 'x' });
  });

  it('costs 6 reads and 1 write for a new one, 2 reads for one that is in it', async () => {
    assert.deepEqual(await costOf(() => add({ user_id: other })), [6, 1, 0]);
    assert.deepEqual(await costOf(() => add({ user_id: other })), [2, 0, 0]);
    assert.deepEqual(await costOf(() => add({ user_id: other, alias: 'x' })), [2, 1, 0]);
    assert.deepEqual(await costOf(() => add({ username: `other_${index}` })), [3, 0, 0]);
    assert.deepEqual(await costOf(() => list()), [2, 0, 0]);
    assert.deepEqual(await costOf(() => remove({ user_id: other })), [0, 0, 1]);
    assert.deepEqual(await costOf(() => list()), [1, 0, 0]);
  });

  it('is kept over REST by username', async () => {
    const token = await tokenOf(world, owner);
    const path = `/users/contacts/contact-book/other_${index}`;
    const added = await world.rest('POST', `${path}/`, { token, body: { alias: 'Charles' } });
    assert.deepEqual([added.status, added.body], [200, {}]);
    const book = await world.rest('GET', '/users/contacts/contact-book/', { token });
    const { contacts } = book.body as object as Listed;
    assert.deepEqual(
      contacts.map(({ user, alias }) => [user.id, alias]),
      [[other, 'Charles']],
    );
    assert.equal((await world.rest('DELETE', path, { token })).status, 200);
    assert.equal((await world.rest('DELETE', path, { token })).status, 200);
    const unknown = await world.rest('POST', '/users/contacts/contact-book/nobody', { token });
    assert.deepEqual(
      [unknown.status, (unknown.body['error'] as { reason: string }).reason],
      [404, 'USER_NOT_FOUND'],
    );
  });
});
