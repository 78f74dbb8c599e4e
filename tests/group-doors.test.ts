import assert from 'node:assert/strict';

import {
  collection,
  doc,
  getDoc,
  getDocs,
  limit,
  onSnapshot,
  orderBy,
  query,
  serverTimestamp,
  setDoc,
  where,
} from 'firebase/firestore';

import type { Client } from '../testkit/client.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { GROUP_SENDER_CASES } from './cases/groups.ts';
import { openGroup } from './groups-helpers.ts';
import { newMessageId, refuses, send, writeDirectly } from './helpers.ts';

describe('a group by real clients', () => {
  let world: World;
  let chat_id: string;
  const clients = new Map<string, Client>();
  const uid = (who: string) => `${who}-${world.projectId}`;
  const clientOf = (who: string): Client => {
    const client = clients.get(who);
    assert.ok(client);
    return client;
  };

  before(async () => {
    world = await openWorld();
    for (const who of ['owner', 'admin', 'member', 'former', 'stranger', 'newcomer']) {
      await world.addUser(uid(who));
      clients.set(who, await world.client(uid(who)));
    }
    chat_id = await openGroup(world, uid('owner'), [uid('admin'), uid('member'), uid('former')]);
    await world.call(uid('owner'), 'setRole', { chat_id, user_id: uid('admin'), role: 'admin' });
    await world.call(uid('former'), 'leaveGroup', { chat_id });
    await world.drain();
  });
  after(() => world.close());

  const denied = async (attempt: Promise<unknown>): Promise<void> => {
    await assert.rejects(attempt, { code: 'permission-denied' });
  };

  describe('rules and callable decide alike who may send', () => {
    for (const { name, sender, chat, reason } of GROUP_SENDER_CASES) {
      it(`${name}: ${reason === undefined ? 'allowed' : 'refused'}`, async () => {
        const ref = world.admin.doc(`chats/${chat_id}`);
        await ref.update({ active: true, posting: 'all', history: 'all', ...chat });
        const before = (await ref.get()).data();
        const write = writeDirectly(clientOf(sender), uid(sender), chat_id, 'x');
        const call = () => send(world, uid(sender), chat_id, 'x');
        if (reason === undefined) {
          await write;
          await call();
          return;
        }
        await denied(write);
        await assert.rejects(call(), (error: { details?: { reason?: string } }) => {
          assert.equal(error.details?.reason, reason);
          return true;
        });
        assert.deepEqual((await ref.get()).data(), before, 'nothing is written');
      });
    }

    it('nobody a SYSTEM message, not even the owner', async () => {
      await world.admin.doc(`chats/${chat_id}`).update({ active: true, posting: 'all' });
      const message_id = newMessageId();
      const message = { type: 'SYSTEM', text: 'x', action_params: { event: 'GROUP_RENAMED' } };
      const ref = doc(clientOf('owner').firestore, `chats/${chat_id}/messages/${message_id}`);
      await denied(
        setDoc(ref, { ...message, from_user: uid('owner'), created: serverTimestamp() }),
      );
      const call = world.call(uid('owner'), 'sendMessage', { chat_id, message_id, ...message });
      await refuses(call, 'invalid-argument', 'FIELDS_INVALID', ['type']);
    });
  });

  describe('a member who was removed', () => {
    it('reads and writes nothing any more, from the moment that the call returns', async () => {
      const id = await openGroup(world, uid('owner'), [uid('member'), uid('admin')]);
      const { message_id } = await send(world, uid('owner'), id, 'secret');
      await world.drain();
      const { firestore } = clientOf('member');
      const messages = query(
        collection(firestore, `chats/${id}/messages`),
        orderBy('created'),
        limit(15),
      );
      const reads = {
        chat: () => getDoc(doc(firestore, `chats/${id}`)),
        message: () => getDoc(doc(firestore, `chats/${id}/messages/${message_id}`)),
        messages: () => getDocs(messages),
        members: () => getDocs(collection(firestore, `chats/${id}/members`)),
        'his own member document': () =>
          getDoc(doc(firestore, `chats/${id}/members/${uid('member')}`)),
      };
      for (const read of Object.values(reads)) await read();
      await world.call(uid('owner'), 'removeMember', { chat_id: id, user_id: uid('member') });
      for (const [name, read] of Object.entries(reads)) {
        await assert.rejects(read(), { code: 'permission-denied' }, name);
      }
      await denied(writeDirectly(clientOf('member'), uid('member'), id, 'still here'));
      for (const [name, input] of [
        ['sendMessage', { message_id: newMessageId(), type: 'TEXT', text: 'x' }],
        ['markRead', { message_number: 1 }],
        ['markDelivered', { message_number: 1 }],
        ['leaveGroup', {}],
      ] as const) {
        const call = world.call(uid('member'), name, { chat_id: id, ...input });
        await refuses(call, 'permission-denied', 'CHAT_NOT_MEMBER', ['chat_id']);
      }
      const { docs } = await getDocs(
        query(collection(firestore, 'chats'), where('members', 'array-contains', uid('member'))),
      );
      assert.ok(!docs.some((chat) => chat.id === id), 'the group is not in his list');
    });
  });

  describe('what a newcomer sees', () => {
    let id: string;
    let old: string;
    const messagesOf = () => collection(clientOf('newcomer').firestore, `chats/${id}/messages`);
    const joined = async (): Promise<unknown> => {
      const { firestore } = clientOf('newcomer');
      const member = await getDoc(doc(firestore, `chats/${id}/members/${uid('newcomer')}`));
      return member.get('joined') as unknown;
    };
    const arrange = async (history: 'all' | 'joined'): Promise<void> => {
      id = await openGroup(world, uid('owner'), [uid('member')], { history });
      old = (await send(world, uid('owner'), id, 'before')).message_id;
      // By the server's clock, which runs ahead of the world's or behind it.
      await writeDirectly(clientOf('member'), uid('member'), id, 'written before');
      await world.drain();
      await world.call(uid('owner'), 'addMembers', { chat_id: id, user_ids: [uid('newcomer')] });
      await send(world, uid('owner'), id, 'after');
      await world.drain();
    };
    const textsOf = (docs: { get(field: string): unknown }[]) =>
      docs.map((message) => message.get('text') as string);

    it('is everything where the group shows it', async () => {
      await arrange('all');
      const { docs } = await getDocs(query(messagesOf(), orderBy('created')));
      assert.equal(docs.length, 5);
    });

    it('is what came with him and after him where it does not, by a query that says so', async () => {
      await arrange('joined');
      const own = query(
        messagesOf(),
        where('created', '>', await joined()),
        orderBy('created'),
        limit(15),
      );
      const { docs } = await getDocs(own);
      // Both at one moment, as the world's clock stands still: clients order those by number.
      const shown = docs.toSorted(
        (one, other) => Number(one.get('message_number')) - Number(other.get('message_number')),
      );
      assert.deepEqual(
        shown.map((message) => [message.get('type'), message.get('message_number')] as unknown[]),
        [
          ['SYSTEM', 4],
          ['TEXT', 5],
        ],
      );
      assert.equal(textsOf(shown)[1], 'after');
      const seen = new Promise<string[]>((resolve, reject) => {
        const stop = onSnapshot(
          own,
          (snapshot) => {
            const texts = textsOf(snapshot.docs);
            if (!texts.includes('live')) return;
            stop();
            resolve(texts);
          },
          reject,
        );
      });
      await send(world, uid('owner'), id, 'live');
      assert.ok(!(await seen).includes('before'));
    });

    it('is nothing of before by any other way', async () => {
      await arrange('joined');
      await denied(getDoc(doc(messagesOf(), old)));
      await denied(getDocs(query(messagesOf(), orderBy('created'), limit(15))));
      await denied(getDocs(query(messagesOf(), where('created', '>=', await joined()), limit(15))));
      await denied(getDocs(query(messagesOf(), where('message_number', '==', 2))));
      await denied(getDocs(query(messagesOf(), where('text', '==', 'before'))));
      const { firestore } = clientOf('newcomer');
      const chat = await getDoc(doc(firestore, `chats/${id}`));
      assert.ok(!JSON.stringify(chat.get('last_message')).includes('before'), 'nor the preview');
    });

    it('is the past for those who were there', async () => {
      await arrange('joined');
      const { firestore } = clientOf('member');
      const member = await getDoc(doc(firestore, `chats/${id}/members/${uid('member')}`));
      const { docs } = await getDocs(
        query(
          collection(firestore, `chats/${id}/messages`),
          where('created', '>', member.get('joined')),
          orderBy('created'),
        ),
      );
      assert.equal(docs.length, 5);
    });

    it('starts anew for one who comes back', async () => {
      await arrange('joined');
      await world.call(uid('newcomer'), 'leaveGroup', { chat_id: id });
      const meanwhile = await send(world, uid('owner'), id, 'meanwhile');
      await world.call(uid('owner'), 'addMembers', { chat_id: id, user_ids: [uid('newcomer')] });
      await denied(getDoc(doc(messagesOf(), meanwhile.message_id)));
      const { docs } = await getDocs(query(messagesOf(), where('created', '>', await joined())));
      assert.equal(docs.length, 1);
    });
  });
});
