import assert from 'node:assert/strict';

import { doc, updateDoc } from 'firebase/firestore';

import { notify } from '../functions/src/modules/notifications/notify.ts';
import { readEvent } from '../functions/src/modules/events/store.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { feedOf } from './friend-helpers.ts';
import { beforeNextCommit, refuses, tokenOf } from './helpers.ts';

const DAY = 86_400;

interface Listed {
  notifications: {
    id: string;
    type: string;
    title: string;
    actor: string | null;
    actors_count: number;
    read: boolean;
    created: string;
  }[];
  unread_count: number;
  next_cursor: string | null;
}

describe('the feed', () => {
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

  /** What another part of the product does: tells of a contact that has joined. */
  const tell = (id: string, by = actor, to = uid) =>
    world.context.db.transact(async (tx) => {
      const news = { uid: to, id, type: 'CONTACT_JOINED' as const, title: id, body: 'x' };
      const refs = { actor: by, reference_type: 'user', reference_id: by };
      notify(tx, await readEvent(tx, to), { ...news, ...refs }, world.clock.now());
    });
  const tellMany = async (...ids: string[]) => {
    for (const id of ids) {
      world.clock.advance(1);
      await tell(id);
    }
    await world.call(uid, 'listSessions');
  };
  const list = (input: object = {}) => world.call<Listed>(uid, 'listNotifications', input);
  const read = (ids?: string[]) =>
    world.call<{ unread_count: number }>(uid, 'markNotificationsRead', ids ? { ids } : {});
  const ids = ({ notifications }: Listed) => notifications.map(({ id }) => id);
  const flag = async () => (await world.event(uid)).notify_notification;
  const costOf = async (act: () => Promise<unknown>) => {
    const { reads, writes } = (await world.measure(act)).cost;
    return [reads, writes];
  };

  it('is listed newest first in pages, with the count of what is unread', async () => {
    await tellMany('one', 'two', 'three');
    const first = await list({ limit: 2 });
    assert.deepEqual([ids(first), first.unread_count], [['three', 'two'], 3]);
    const second = await list({ limit: 2, cursor: first.next_cursor });
    assert.deepEqual([ids(second), second.next_cursor], [['one'], null]);
    const [entry] = second.notifications;
    assert.deepEqual(
      [entry?.type, entry?.actor, entry?.actors_count, entry?.read],
      ['CONTACT_JOINED', actor, 1, false],
    );
    await read(['two']);
    assert.deepEqual(ids(await list({ unread_only: true })), ['three', 'one']);
    assert.deepEqual(await costOf(() => list()), [4, 0]);
    assert.deepEqual(await costOf(() => list({ limit: 1 })), [2, 0]);
  });

  it('of nobody yet is empty, for 2 reads', async () => {
    const { result, cost } = await world.measure(() => list());
    assert.deepEqual(result, { notifications: [], unread_count: 0, next_cursor: null });
    assert.deepEqual([cost.reads, cost.writes], [2, 0]);
  });

  it('counts no further than a hundred, for one read', async () => {
    await arrangeEntries(103);
    const { result, cost } = await world.measure(() => list({ limit: 1 }));
    assert.equal(result.unread_count, 100);
    assert.equal(cost.reads, 2);
  });

  it('is read one by one or at once, and the flag falls with the last', async () => {
    await tellMany('one', 'two', 'three');
    assert.deepEqual(await read(['one', 'one', 'nothing']), { unread_count: 2 });
    assert.equal(await flag(), true, 'others are unread');
    assert.deepEqual(await read(['one']), { unread_count: 2 });
    assert.deepEqual(await read(['two', 'three']), { unread_count: 0 });
    assert.equal(await flag(), false);
    await tellMany('four', 'five');
    assert.equal(await flag(), true);
    assert.deepEqual(await read(), { unread_count: 0 });
    assert.equal(await flag(), false);
    assert.ok((await feedOf(world, uid)).every((entry) => entry.read));
  });

  it('is read at once also where it is long, and once more costs nothing to write', async () => {
    await arrangeEntries(230);
    // 230 entries; three pages, of which the last is short; the event document with each, and the count.
    assert.deepEqual(await costOf(() => read()), [230 + 3 + 1, 230]);
    assert.deepEqual(await costOf(() => read()), [3, 0]);
  });

  it('costs 3 reads and 2 writes to mark one that is the last', async () => {
    await tellMany('one', 'two');
    assert.deepEqual(await costOf(() => read(['one'])), [3, 1]);
    assert.deepEqual(await costOf(() => read(['two'])), [3, 2]);
    assert.deepEqual(await costOf(() => read(['two'])), [3, 0]);
  });

  for (const [name, which] of [
    ['one', ['one']],
    ['all', undefined],
  ] as const) {
    it(`keeps the flag for what comes while ${name} is marked`, async () => {
      await tellMany('one');
      beforeNextCommit(world, () => tell('late'));
      const { unread_count } = await read(which && [...which]);
      assert.equal(unread_count, which === undefined ? 0 : 1);
      assert.equal(await flag(), which !== undefined);
      const late = (await feedOf(world, uid)).find(({ id }) => id === 'late');
      assert.equal(late?.read, which === undefined, 'marked with the others, or still told of');
    });
  }

  it('may be marked as read by its owner’s SDK, which counts as well', async () => {
    await tellMany('one', 'two');
    const { firestore } = await world.client(uid);
    await updateDoc(doc(firestore, `users/${uid}/notifications/one`), { read: true });
    assert.equal((await list()).unread_count, 1);
  });

  it('does not list what has expired, though it is still there', async () => {
    await tellMany('old');
    world.clock.advance(90 * DAY - 1);
    await world.call(uid, 'listSessions');
    assert.deepEqual(ids(await list()), ['old']);
    world.clock.advance(1);
    await tellMany('new');
    const listed = await list();
    assert.deepEqual([ids(listed), listed.unread_count], [['new'], 1]);
    assert.equal((await feedOf(world, uid)).length, 2);
    const expiry = (await feedOf(world, uid))[0];
    assert.equal(expiry?.expires_at.compare(expiry.created.plusSeconds(90 * DAY)), 0);
    assert.deepEqual(await read(['old']), { unread_count: 1 });
  });

  it('is not of one’s own acts, of those whom one has blocked, or of nobody’s', async () => {
    await tell('own', uid);
    await world.call(uid, 'blockUser', { user_id: actor });
    await tell('blocked');
    await tell('gone', actor, 'nobody');
    assert.deepEqual(await feedOf(world, uid), []);
    assert.equal(await flag(), false);
    assert.equal(await world.read('users-external-event/nobody'), undefined);
    await world.call(uid, 'unblockUser', { user_id: actor });
    await tell('again');
    assert.equal((await feedOf(world, uid)).length, 1);
  });

  it('bad input is refused by the field', async () => {
    for (const [input, field] of [
      [{ cursor: 'x' }, 'cursor'],
      [{ limit: 101 }, 'limit'],
      [{ unread_only: 'yes' }, 'unread_only'],
    ] as const) {
      await refuses(list(input), 'invalid-argument', 'FIELDS_INVALID', [field]);
    }
    for (const [bad, field] of [
      [[], 'ids'],
      [Array.from({ length: 101 }, (_, n) => `${n}`), 'ids'],
      [['a/b'], 'ids.0'],
      [['..'], 'ids.0'],
    ] as const) {
      await refuses(read([...bad]), 'invalid-argument', 'FIELDS_INVALID', [field]);
    }
  });

  it('is read over REST', async () => {
    await tellMany('one', 'two');
    const token = await tokenOf(world, uid);
    const path = '/notifications/?limit=1&unread_only=true';
    const listed = (await world.rest('GET', path, { token })).body as object as Listed;
    assert.deepEqual([ids(listed), listed.unread_count], [['two'], 2]);
    const some = await world.rest('POST', '/notifications/read/', {
      token,
      body: { ids: ['two'] },
    });
    assert.deepEqual([some.status, some.body], [200, { unread_count: 1 }]);
    const all = await world.rest('POST', '/notifications/read', { token });
    assert.deepEqual([all.status, all.body], [200, { unread_count: 0 }]);
  });

  describe('by what its owner wants', () => {
    const want = (notifications: object) => world.call(uid, 'updateSettings', { notifications });

    it('has no entry where he wants none; push and mail may still go out', async () => {
      await want({ CONTACT_JOINED: { feed: false } });
      assert.deepEqual((await world.event(uid)).notification_switches, ['CONTACT_JOINED.feed']);
      await tell('one');
      assert.deepEqual(await feedOf(world, uid), []);
      assert.equal(await flag(), false);
      const [unlisted] = await feedOf(world, uid, 'unlisted-notifications');
      assert.deepEqual(unlisted?.delivery, { push: true, mail: false });
      assert.equal(unlisted?.expires_at.compare(unlisted.created.plusSeconds(DAY)), 0);

      await want({ CONTACT_JOINED: { push: false } });
      assert.deepEqual(await costOf(() => tell('two')), [1, 0]);
      assert.equal((await feedOf(world, uid, 'unlisted-notifications')).length, 1);

      await want({ CONTACT_JOINED: { feed: true, push: true } });
      assert.equal((await world.event(uid)).notification_switches, undefined);
      assert.deepEqual(await costOf(() => tell('three')), [1, 2]);
      assert.deepEqual((await feedOf(world, uid))[0]?.delivery, { push: true, mail: false });
    });

    it('has an entry that does not go out where he wants no push', async () => {
      await want({ CONTACT_JOINED: { push: false } });
      await tell('one');
      assert.equal((await feedOf(world, uid))[0]?.delivery, undefined);
    });

    it('cannot be switched off for what concerns his security, and is refused by name', async () => {
      for (const kind of ['SESSION_REUSED', 'PASSWORD_CHANGED', 'WARNING', 'NEWS']) {
        await refuses(want({ [kind]: { feed: false } }), 'invalid-argument', 'FIELDS_INVALID', [
          `notifications.${kind}`,
        ]);
      }
      await refuses(want({ REACTION: { sms: true } }), 'invalid-argument', 'FIELDS_INVALID', [
        'notifications.REACTION.sms',
      ]);
    });

    it('keeps the flag of friend requests, which is no notification', async () => {
      await want({ FRIEND_REQUEST: { feed: false, push: false } });
      await world.call(actor, 'sendFriendRequest', { user_id: uid });
      assert.deepEqual(await feedOf(world, uid), []);
      const { notify_friend_request, notify_notification } = await world.event(uid);
      assert.deepEqual([notify_friend_request, notify_notification], [true, false]);
    });
  });

  /** So many unread entries, past the functions. */
  async function arrangeEntries(count: number): Promise<void> {
    const writer = world.admin.bulkWriter({ throttling: false });
    const now = world.clock.now().toMillis();
    for (let n = 0; n < count; n += 1) {
      void writer.create(world.admin.doc(`users/${uid}/notifications/n${n}`), {
        ...{ type: 'CONTACT_JOINED', title: 'x', body: 'x', actor: null, actors: [] },
        ...{ reference_type: null, reference_id: null, read: false },
        created: new Date(now - n),
        expires_at: new Date(now - n + 90 * DAY * 1000),
      });
    }
    await writer.close();
  }
});
