import assert from 'node:assert/strict';

import { openWorld, type World } from '../testkit/world.ts';
import { feedOf } from './friend-helpers.ts';
import { openGroup } from './groups-helpers.ts';
import { openChat, send } from './helpers.ts';

interface Listed {
  notifications: { actors_count: number }[];
  unread_count: number;
}

describe('the feed, of reactions,', () => {
  let world: World;
  let uid: string;
  let actor: string;
  let index = 0;
  before(async () => {
    world = await openWorld();
  });
  beforeEach(async () => {
    index += 1;
    [uid, actor] = [`u${index}`, `actor${index}`];
    for (const one of [uid, actor]) await world.addUser(one);
    await world.call(uid, 'listSessions');
  });
  after(() => world.close());

  const list = () => world.call<Listed>(uid, 'listNotifications');
  const read = () => world.call(uid, 'markNotificationsRead');
  const flag = async () => (await world.event(uid)).notify_notification;
  const costOf = async (act: () => Promise<unknown>) => {
    const { reads, writes } = (await world.measure(act)).cost;
    return [reads, writes];
  };

  let chat_id: string;
  let message_id: string;
  let people: string[];
  beforeEach(async () => {
    people = [`p${index}`, `q${index}`, `r${index}`];
    for (const one of people) await world.addUser(one);
    chat_id = await openGroup(world, uid, people);
    ({ message_id } = await send(world, uid, chat_id, 'hello'));
  });
  const react = (by: string, emoji = '👍', on = true) =>
    world.call(by, 'reactToMessage', { chat_id, message_id, emoji, on });
  const entry = async () => (await feedOf(world, uid)).at(0);

  it('is one entry for all who react to a message, each counted once', async () => {
    const [p = '', q = '', r = ''] = people;
    await react(p);
    const first = await entry();
    assert.deepEqual([first?.type, first?.actors], ['REACTION', [p]]);
    assert.match(first?.body ?? '', /^user_p\d+ reacted to your message: 👍$/);
    assert.deepEqual(
      [first?.reference_type, first?.reference_id],
      ['message', `${chat_id}/${message_id}`],
    );
    await react(p, '🎉');
    await react(p, '👍', false);
    await react(p, '👍');
    assert.deepEqual(await entry(), first, 'the same one again changes nothing');
    await react(q);
    await react(r, '🎉');
    const last = await entry();
    assert.equal((await feedOf(world, uid)).length, 1);
    assert.deepEqual([last?.actors, last?.actor], [[p, q, r], r]);
    assert.equal(last?.title, '3 people reacted to your message');
    assert.ok(![p, q, r].some((name) => last?.body.includes(name)), 'no names of several');
    assert.equal((await list()).notifications[0]?.actors_count, 3);
  });

  it('counts one who takes his only one back and reacts again once, and tells of him once', async () => {
    const [p = ''] = people;
    await react(p);
    await read();
    const first = await entry();
    for (const emoji of ['👍', '🎉']) {
      await react(p, '👍', false);
      await react(p, emoji);
      await react(p, emoji, false);
      await react(p);
    }
    assert.deepEqual(await entry(), first);
    assert.deepEqual([first?.actors, first?.read, await flag()], [[p], true, false]);
  });

  it('counts and names nobody who takes his only one back while it is unread', async () => {
    const [p = '', q = '', r = ''] = people;
    await react(p, '🎉');
    const first = await entry();
    for (const one of [q, r]) await react(one);
    await react(r, '👍', false);
    assert.deepEqual([(await entry())?.actors, (await entry())?.actor], [[p, q], q]);
    assert.deepEqual((await entry())?.body, 'The latest: 👍');
    await react(q, '👍', false);
    const { body, actors, actor: latest, read: is_read } = (await entry()) ?? {};
    assert.deepEqual([body, actors, latest, is_read], [first?.body, [p], p, false]);
    assert.equal((await list()).notifications[0]?.actors_count, 1);
  });

  it('is read where nobody is left, and unread again with whoever reacts again', async () => {
    const [p = '', q = ''] = people;
    const unread = async () => (await list()).unread_count;
    await react(p);
    await react(q);
    await react(p, '👍', false);
    assert.equal(await unread(), 1);
    await react(q, '👍', false);
    const none = await entry();
    assert.deepEqual([none?.actors, none?.actor, none?.read], [[], null, true]);
    assert.deepEqual([none?.title, await unread()], ['Reaction taken back', 0]);
    await react(p, '🎉');
    const again = await entry();
    assert.deepEqual([again?.actors, again?.read, await unread()], [[p], false, 1]);
    assert.match(again?.body ?? '', /reacted to your message: 🎉$/);
  });

  it('tells nobody again of one who takes his back and reacts again, however often', async () => {
    const [p = '', q = ''] = people;
    await react(p);
    const first = await entry();
    // As an app does that has rung.
    await world.admin.doc(`users-external-event/${uid}`).update({ notify_notification: false });
    world.clock.advance(60);
    for (let time = 0; time < 3; time += 1) {
      await react(p, '👍', false);
      await react(p);
    }
    assert.deepEqual(await entry(), first);
    assert.equal(await flag(), false);
    await react(q);
    await react(q, '👍', false);
    await read();
    await react(q);
    const { actors, read: is_read } = (await entry()) ?? {};
    assert.deepEqual([actors, is_read, await flag()], [[p, q], true, false]);
    await react(q, '👍', false);
    assert.deepEqual((await entry())?.actors, [p, q], 'what was read stays');
    await react(people[2] ?? '');
    assert.deepEqual([(await entry())?.read, await flag()], [false, true]);
  });

  it('is right after all that people do at once', async () => {
    const [p = '', q = '', r = ''] = people;
    await Promise.all([react(p), react(q)]);
    await Promise.all([react(p, '👍', false), react(q, '👍', false), react(r)]);
    const { actors, title, read: is_read } = (await entry()) ?? {};
    assert.deepEqual([actors, title, is_read], [[r], 'New reaction', false]);
    await Promise.all([react(p), react(q, '🎉'), react(r, '👍', false)]);
    assert.deepEqual((await entry())?.actors.toSorted(), [p, q]);
  });

  it('is unread again with each new one, and so is the flag', async () => {
    const [p = '', q = ''] = people;
    await react(p);
    await read();
    await react(p, '🎉');
    assert.deepEqual([(await entry())?.read, await flag()], [true, false]);
    await react(q);
    assert.deepEqual([(await entry())?.read, await flag()], [false, true]);
  });

  it('is counted up to a hundred, and then costs no write', async () => {
    const [p = '', q = ''] = people;
    await react(p);
    const id = (await entry())?.id ?? '';
    const actors = [p, ...Array.from({ length: 99 }, (_, n) => `x${n}`)];
    await world.admin.doc(`users/${uid}/notifications/${id}`).update({ actors });
    assert.deepEqual(await costOf(() => react(q)), [4, 1]);
    assert.equal((await entry())?.actors.length, 100);
    assert.deepEqual(await costOf(() => react(p, '👍', false)), [3, 1]);
    assert.equal((await entry())?.actors.length, 100, 'as many or more');
  });

  it('is none of one’s own, in a muted chat, of one who left, or of a message he has deleted', async () => {
    const [p = '', q = '', r = ''] = people;
    await react(uid);
    assert.equal(await entry(), undefined);
    await world.call(uid, 'muteChat', { chat_id });
    await react(p);
    assert.equal(await entry(), undefined);
    await world.call(uid, 'muteChat', { chat_id, until: null });
    await world.call(uid, 'blockUser', { user_id: q });
    await react(q);
    assert.equal(await entry(), undefined);
    await world.call(uid, 'deleteMessage', { chat_id, message_id, for: 'me' });
    await react(r);
    assert.equal(await entry(), undefined);
    ({ message_id } = await send(world, uid, chat_id, 'more'));
    await world.call(uid, 'leaveGroup', { chat_id });
    await react(r);
    assert.equal(await entry(), undefined);
  });

  it('has no effect on reacting where its author has no documents any more', async () => {
    const direct = await openChat(world, uid, actor);
    ({ message_id } = await send(world, uid, direct, 'hello'));
    await world.admin.doc(`users-external-event/${uid}`).delete();
    await world.call(actor, 'reactToMessage', {
      ...{ chat_id: direct, message_id, emoji: '👍', on: true },
    });
    assert.equal(await world.read(`users-external-event/${uid}`), undefined);
    assert.equal(await entry(), undefined);
  });

  it('costs 4 reads and 3 writes, 2 writes for a further one while it is unread', async () => {
    const [p = '', q = ''] = people;
    assert.deepEqual(await costOf(() => react(p)), [4, 3]);
    assert.deepEqual(await costOf(() => react(q)), [4, 2]);
    assert.deepEqual(await costOf(() => react(q, '🎉')), [2, 1]);
    assert.deepEqual(await costOf(() => react(q, '🎉', false)), [2, 1]);
    assert.deepEqual(await costOf(() => react(uid)), [2, 1]);
    assert.deepEqual(await costOf(() => react(uid, '👍', false)), [2, 1]);
  });

  it('costs a read, and a write while it is unread, to take the last one back', async () => {
    const [p = '', q = ''] = people;
    for (const one of [p, q]) await react(one);
    assert.deepEqual(await costOf(() => react(p, '👍', false)), [3, 2]);
    assert.deepEqual(await costOf(() => react(p)), [4, 2]);
    for (const one of [p, q]) {
      assert.deepEqual(await costOf(() => react(one, '👍', false)), [3, 2]);
    }
    await react(p);
    await read();
    assert.deepEqual(await costOf(() => react(p, '👍', false)), [3, 1]);
  });

  it('of many at once counts each', async () => {
    await Promise.all(people.map((one) => react(one)));
    assert.deepEqual((await entry())?.actors.toSorted(), people.toSorted());
  });
});
