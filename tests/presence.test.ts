import assert from 'node:assert/strict';

import {
  collection,
  doc,
  getDoc,
  getDocs,
  onSnapshot,
  type DocumentReference,
} from 'firebase/firestore';

import type { Client } from '../testkit/client.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { beforeNextCommit, openChat, refuses } from './helpers.ts';

interface Shown {
  expires_at: string | null;
}

describe('typing and presence', () => {
  let world: World;
  let chat_id: string;
  let high: Client;
  before(async () => {
    world = await openWorld();
    for (const uid of ['low', 'high', 'stranger']) await world.addUser(uid);
    chat_id = await openChat(world, 'low', 'high');
    high = await world.client('high');
  });
  beforeEach(async () => {
    for (const uid of ['low', 'high']) {
      await world.admin.doc(`chats/${chat_id}/typing/${uid}`).delete();
      await world.admin.doc(`presence/${uid}`).delete();
    }
  });
  after(() => world.close());

  const type = (uid: string, typing = true, id = chat_id) =>
    world.call<Shown>(uid, 'setTyping', { chat_id: id, typing });
  const say = (uid: string, state: string) => world.call<Shown>(uid, 'setPresence', { state });
  const inSeconds = (seconds: number) => world.clock.now().plusSeconds(seconds);
  const denied = (read: Promise<unknown>) =>
    assert.rejects(read, (error: { code?: string }) => error.code === 'permission-denied');

  describe('typing', () => {
    const sign = () => world.read(`chats/${chat_id}/typing/low`);

    it('is a document of 10 seconds that the other sees', async () => {
      const { expires_at } = await type('low');
      assert.equal(expires_at, inSeconds(10).toRfc3339());
      assert.deepEqual(await sign(), { expires_at: inSeconds(10) });
      const seen = await getDocs(collection(high.firestore, `chats/${chat_id}/typing`));
      assert.deepEqual(
        seen.docs.map(({ id }) => id),
        ['low'],
      );
    });

    it('is renewed, but not with every key', async () => {
      await type('low');
      const first = await sign();
      world.clock.advance(2);
      assert.equal((await type('low')).expires_at, inSeconds(8).toRfc3339());
      assert.deepEqual(await sign(), first);
      world.clock.advance(1);
      await type('low');
      assert.deepEqual(await sign(), { expires_at: inSeconds(10) });
    });

    it('ends when it is said to, and once more does nothing', async () => {
      await type('low');
      assert.deepEqual(await type('low', false), { expires_at: null });
      assert.equal(await sign(), undefined);
      await type('low', false);
    });

    it('is not for strangers, neither to show nor to see', async () => {
      for (const typing of [true, false]) {
        const code = 'permission-denied';
        await refuses(type('stranger', typing), code, 'CHAT_NOT_MEMBER', ['chat_id']);
        await refuses(type('low', typing, 'no_chat'), 'not-found', 'CHAT_NOT_FOUND', ['chat_id']);
      }
      const stranger = await world.client('stranger');
      await denied(getDocs(collection(stranger.firestore, `chats/${chat_id}/typing`)));
    });

    it('is shown in a group of 50 and in no larger one', async () => {
      const members = Array.from({ length: 51 }, (_, index) => (index ? `m${index}` : 'low'));
      const fields = { type: 'group', active: true, posting: 'all', roles: {} };
      await world.admin.doc('chats/large').set({ ...fields, members });
      await world.admin.doc('chats/small').set({ ...fields, members: members.slice(0, 50) });
      assert.deepEqual(await type('low', true, 'large'), { expires_at: null });
      assert.equal(await world.read('chats/large/typing/low'), undefined);
      assert.notEqual((await type('low', true, 'small')).expires_at, null);
      assert.ok(await world.read('chats/small/typing/low'));
    });

    it('is not shown by who may not send', async () => {
      const channel = { type: 'group', active: true, posting: 'admins', members: ['low', 'high'] };
      await world.admin.doc('chats/channel').set({ ...channel, roles: { low: 'member' } });
      const shown = type('low', true, 'channel');
      await refuses(shown, 'permission-denied', 'POSTING_ADMINS_ONLY', ['chat_id']);
    });
  });

  describe('presence', () => {
    it('says so until it expires, and when one was last there', async () => {
      const { expires_at } = await say('low', 'online');
      assert.equal(expires_at, inSeconds(150).toRfc3339());
      const online = await getDoc(doc(high.firestore, 'presence/low'));
      assert.equal(online.get('state'), 'online');
      world.clock.advance(20);
      await say('low', 'offline');
      const month = inSeconds(30 * 86_400);
      const expected = { state: 'offline', last_seen: world.clock.now(), expires_at: month };
      assert.deepEqual(await world.read('presence/low'), expected);
    });

    it('is renewed, but not within a minute', async () => {
      await say('low', 'online');
      const first = await world.read('presence/low');
      world.clock.advance(59);
      await say('low', 'online');
      assert.deepEqual(await world.read('presence/low'), first);
      world.clock.advance(1);
      await say('low', 'online');
      assert.deepEqual((await world.read('presence/low'))?.['expires_at'], inSeconds(150));
    });

    it('is not shown of who hides when he was last seen', async () => {
      await say('low', 'online');
      await world.admin.doc('users-external-event/low').update({ last_seen_hidden: true });
      assert.deepEqual(await say('low', 'online'), { expires_at: null });
      assert.equal(await world.read('presence/low'), undefined);
      await say('low', 'offline');
      assert.equal(await world.read('presence/low'), undefined);
      await world.admin.doc('users-external-event/low').update({ last_seen_hidden: false });
    });

    for (const known of [true, false]) {
      it(`does not outlive a hiding that commits while it is said (shown before: ${known})`, async () => {
        const hide = (last_seen: string) => world.call('low', 'updateSettings', { last_seen });
        if (known) await say('low', 'online');
        beforeNextCommit(world, () => hide('nobody'));
        assert.deepEqual(await say('low', 'offline'), { expires_at: null });
        assert.equal(await world.read('presence/low'), undefined);
        await hide('everyone');
      });
    }

    it('of nobody is refused', () =>
      refuses(say('nobody', 'online'), 'unauthenticated', 'USER_DISABLED'));
  });

  for (const by of ['low', 'high'] as const) {
    describe(`between two of whom ${by} has blocked the other`, () => {
      const other = by === 'low' ? 'high' : 'low';
      before(async () => {
        await type('low');
        await world.call(by, 'blockUser', { user_id: other });
      });
      after(() => world.call(by, 'unblockUser', { user_id: other }));

      it('nobody shows that he is typing', async () => {
        for (const uid of ['low', 'high']) {
          await refuses(type(uid), 'permission-denied', 'USER_BLOCKED', ['chat_id']);
        }
        await type('low', false);
      });
      it('what was shown before cannot be seen', async () => {
        await denied(getDoc(doc(high.firestore, `chats/${chat_id}/typing/low`)));
        await denied(getDocs(collection(high.firestore, `chats/${chat_id}/typing`)));
      });
      it('neither sees whether the other is there; a third does', async () => {
        await say('low', 'online');
        await denied(getDoc(doc(high.firestore, 'presence/low')));
        const low = await world.client('low');
        await denied(getDoc(doc(low.firestore, 'presence/high')));
        const stranger = await world.client('stranger');
        assert.ok((await getDoc(doc(stranger.firestore, 'presence/low'))).exists());
      });
    });
  }

  it('who was looking on when he was blocked sees nothing that comes after', async () => {
    await say('low', 'online');
    await type('low');
    const paths = ['presence/low', `chats/${chat_id}/typing/low`];
    const watched = paths.map((path) => watch(doc(high.firestore, path)));
    await Promise.all(watched.map(({ begun }) => begun));
    await world.call('low', 'blockUser', { user_id: 'high' });
    await say('low', 'offline');
    await type('low', false);
    for (const { ended } of watched) assert.equal(await ended, 'permission-denied');
    for (const { seen } of watched) assert.equal(seen.length, 1);
    await world.call('low', 'unblockUser', { user_id: 'high' });
  });
});

/** Listens to a document: what is seen of it, and by what error it ends. */
function watch(ref: DocumentReference) {
  const seen: unknown[] = [];
  const begun = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<string>();
  onSnapshot(
    ref,
    (snapshot) => {
      seen.push(snapshot.data());
      begun.resolve();
    },
    (error) => ended.resolve(error.code),
  );
  return { seen, begun: begun.promise, ended: ended.promise };
}
