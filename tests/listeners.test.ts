import assert from 'node:assert/strict';

import {
  collection,
  doc,
  onSnapshot,
  query,
  where,
  type DocumentReference,
  type Query,
} from 'firebase/firestore';

import type { Client } from '../testkit/client.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { openGroup } from './groups-helpers.ts';
import { openChat, send } from './helpers.ts';

/** What a listener was shown, in order, and how it ended. */
interface Listener {
  seen: string[];
  /** When it has shown something for which this holds. */
  shows(matches: (text: string) => boolean): Promise<void>;
  /** The code of the error that ended it. */
  ended: Promise<string>;
}

/**
 * Firestore asks the rules again before it shows a listener anything new; the emulator does so then and
 * not before, so each case lets something happen that he must not see.
 */
describe('a listener that was opened with good right', () => {
  let world: World;
  const clients = new Map<string, Client>();
  before(async () => {
    world = await openWorld();
    for (const uid of ['owner', 'member', 'blocker']) {
      await world.addUser(uid);
      clients.set(uid, await world.client(uid));
    }
  });
  after(() => world.close());

  const firestoreOf = (uid: string) => {
    const client = clients.get(uid);
    assert.ok(client);
    return client.firestore;
  };

  function listen(target: Query | DocumentReference): Listener {
    const seen: string[] = [];
    const waiting: { matches: (text: string) => boolean; resolve: () => void }[] = [];
    const show = (data: unknown) => {
      seen.push(JSON.stringify(data) ?? 'nothing');
      for (const { matches, resolve } of waiting) if (matches(seen.at(-1) ?? '')) resolve();
    };
    const ended = new Promise<string>((resolve) => {
      const end = ({ code }: { code: string }) => resolve(code);
      if (target.type === 'document') {
        onSnapshot(target, (snapshot) => show(snapshot.data()), end);
      } else {
        onSnapshot(target, ({ docs }) => show(docs.map((found) => [found.id, found.data()])), end);
      }
    });
    return {
      seen,
      ended,
      shows: (matches) =>
        new Promise((resolve) => {
          if (seen.some(matches)) resolve();
          else waiting.push({ matches, resolve });
        }),
    };
  }
  const anything = () => true;
  const showsNothingOf = ({ seen }: Listener, text: string) => {
    assert.ok(!seen.some((shown) => shown.includes(text)), text);
  };

  it('to messages and members ends when he is removed, and shows nothing later', async () => {
    const id = await openGroup(world, 'owner', ['member']);
    const firestore = firestoreOf('member');
    const listeners = ['messages', 'members', 'typing'].map((name) =>
      listen(collection(firestore, `chats/${id}/${name}`)),
    );
    const chat = listen(doc(firestore, `chats/${id}`));
    const list = listen(
      query(collection(firestore, 'chats'), where('members', 'array-contains', 'member')),
    );
    for (const listener of [...listeners, chat]) await listener.shows(anything);
    await list.shows((shown) => shown.includes(id));
    await world.call('owner', 'removeMember', { chat_id: id, user_id: 'member' });
    await send(world, 'owner', id, 'behind his back');
    await world.call('owner', 'setTyping', { chat_id: id, typing: true });
    for (const listener of [...listeners, chat]) {
      assert.equal(await listener.ended, 'permission-denied');
      showsNothingOf(listener, 'behind his back');
      showsNothingOf(listener, '"expires_at"');
    }
    await list.shows((shown) => !shown.includes(id));
    showsNothingOf(list, 'behind his back');
  });

  it('to typing and presence ends when one blocks the other', async () => {
    const id = await openChat(world, 'member', 'blocker');
    await world.call('blocker', 'setPresence', { state: 'online' });
    const firestore = firestoreOf('member');
    const typing = listen(collection(firestore, `chats/${id}/typing`));
    const presence = listen(doc(firestore, 'presence/blocker'));
    await typing.shows(anything);
    await presence.shows((shown) => shown.includes('online'));
    await world.call('blocker', 'blockUser', { user_id: 'member' });
    // As one that was under way.
    const expires_at = new Date(Date.now() + 10_000);
    await world.admin.doc(`chats/${id}/typing/blocker`).set({ expires_at });
    assert.equal(await typing.ended, 'permission-denied');
    showsNothingOf(typing, 'blocker');
    world.clock.advance(200);
    await world.call('blocker', 'setPresence', { state: 'away' });
    assert.equal(await presence.ended, 'permission-denied');
    showsNothingOf(presence, 'away');
  });

  it("to others' receipts ends when he switches off his own", async () => {
    const id = await openGroup(world, 'owner', ['member', 'blocker']);
    const members = listen(collection(firestoreOf('member'), `chats/${id}/members`));
    await members.shows(anything);
    await world.call('member', 'updateSettings', { read_receipts: false });
    const { message_number } = await send(world, 'owner', id, 'x');
    await world.call('blocker', 'markRead', { chat_id: id, message_number });
    assert.equal(await members.ended, 'permission-denied');
    showsNothingOf(members, `"read_number":${message_number}`);
  });
});
