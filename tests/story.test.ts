import assert from 'node:assert/strict';

import { collection, doc, getDoc, onSnapshot, orderBy, query } from 'firebase/firestore';
import { initializeApp } from 'firebase-admin/app';
import { getAuth } from 'firebase-admin/auth';

import type { Session } from '../functions/src/modules/auth/model.ts';
import type { SentMessage } from '../functions/src/modules/messages/send-message.ts';
import { systemRandom } from '../functions/src/kernel/random.ts';
import { openClient, type Client } from '../testkit/client.ts';
import { emulatorHosts, suiteProject } from '../testkit/hosts.ts';
import { fcmInbox } from '../testkit/stand-ins/fcm/client.ts';
import { waitForDocument, waitForQuery } from '../testkit/wait-for.ts';
import { newMessageId, refuses, writeDirectly } from './helpers.ts';

/**
 * The whole way of a message, through nothing but what an app has: the real SDK, the deployed-shape
 * functions in the functions emulator, the rules, the trigger, and FCM's protocol at the end.
 */
describe('the story of a message', function () {
  // A function's code is loaded with its first call, and all functions take turns.
  this.timeout(90_000);

  const hosts = emulatorHosts();
  const projectId = suiteProject();
  const inbox = fcmInbox(hosts.fcm);
  const run = systemRandom.id().slice(0, 6).toLowerCase();
  // Two of their own, ordered like the seed's 108 and 109, so that the story can be told again.
  const base = 1_000_000 + Math.floor(Math.random() * 1_000_000) * 10;
  const [low, high] = [`${base + 8}`, `${base + 9}`];
  const chat_id = `${low}_${high}`;
  const clients: Client[] = [];
  let sender: Client;
  let recipient: Client;
  const sent: SentMessage[] = [];

  before(async () => {
    const auth = getAuth(initializeApp({ projectId }, `story-${run}`));
    for (const uid of [low, high]) {
      const account = { displayName: `Story ${uid}`, email: `${uid}@example.com` };
      await auth.createUser({ uid, ...account, password: `story-${uid}` });
    }
  });
  after(() => Promise.all(clients.map((client) => client.close())));

  const signIn = async (uid: string): Promise<Client> => {
    const visitor = await openClient(hosts, projectId);
    clients.push(visitor);
    const input = { email: `${uid}@example.com`, password: `story-${uid}` };
    const session = await visitor.call<Session>('signInWithEmail', input);
    assert.equal(session.user.id, uid);
    const client = await openClient(hosts, projectId, session.firebase_token);
    clients.push(client);
    const { claims } = (await client.auth.currentUser?.getIdTokenResult()) ?? {};
    assert.equal(typeof claims?.['sid'], 'string');
    return client;
  };
  const send = (text: string, message_id = newMessageId()) =>
    sender.call<SentMessage>('sendMessage', { chat_id, message_id, type: 'TEXT', text });
  const event = (client: Client, uid: string) =>
    doc(client.firestore, `users-external-event/${uid}`);
  const chat = (client: Client) => doc(client.firestore, `chats/${chat_id}`);

  it('the two sign in by password and exchange their tokens', async () => {
    [sender, recipient] = await Promise.all([signIn(low), signIn(high)]);
  });

  it('they register their devices and open their chat', async () => {
    await recipient.call('registerDevice', {
      device_id: 'phone',
      token: `phone-${high}`,
      platform: 'android',
    });
    await sender.call('registerDevice', {
      device_id: 'phone',
      token: `phone-${low}`,
      platform: 'ios',
    });
    const opened = await sender.call('createChat', { user_id: high });
    assert.deepEqual(opened, { chat_id, created: true });
  });

  it('one finds the other, and his new username comes to their chat', async () => {
    const { users } = await sender.call<{ users: { id: string }[] }>('findUsers', {
      query: `story_${high}`,
    });
    assert.deepEqual(
      users.map(({ id }) => id),
      [high],
    );
    await recipient.call('updateProfile', { username: `renamed_${high}` });
    await waitForDocument(chat(sender), (data) => {
      const names = data['usernames'] as Record<string, string>;
      return names[high] === `renamed_${high}`;
    });
  });

  it('one sends three messages; the other sees them in order, with the flags raised', async () => {
    const arrived: number[] = [];
    const messages = query(
      collection(recipient.firestore, `chats/${chat_id}/messages`),
      orderBy('created'),
    );
    const stop = onSnapshot(messages, (snapshot) => {
      for (const change of snapshot.docChanges()) {
        if (change.type === 'added') arrived.push(Number(change.doc.get('message_number')));
      }
    });
    for (const text of ['one', 'two', 'three']) sent.push(await send(text));
    assert.deepEqual(
      sent.map(({ message_number }) => message_number),
      [1, 2, 3],
    );

    const seen = await waitForQuery(messages, (documents) => documents.length === 3);
    stop();
    assert.deepEqual(
      seen.map((message) => message['text'] as unknown),
      ['one', 'two', 'three'],
    );
    assert.deepEqual(arrived, [1, 2, 3]);
    const raised = await waitForDocument(
      chat(recipient),
      (data) => data['total_messages_count'] === 3,
    );
    assert.equal(raised['notify_new_message_to_user2'], true);
    assert.equal(raised['last_msg_read_by_user2'], false);
    const unread = await waitForDocument(event(recipient, high), (data) => {
      return (data['unread'] as Record<string, number>)[chat_id] === 3;
    });
    assert.equal(unread['notify_new_message'], true);
  });

  it('the push inbox holds one push per message for the recipient and none for the sender', async () => {
    const pushes = await inbox.waitFor(3, { token: `phone-${high}`, deadline_ms: 20_000 });
    const ids = pushes.map(({ message }) => (message['data'] as { message_id: string }).message_id);
    assert.deepEqual(ids.toSorted(), sent.map(({ message_id }) => message_id).toSorted());
    assert.deepEqual(await inbox.pushes({ token: `phone-${low}` }), []);
  });

  it('a message sent again is the same message', async () => {
    const first = sent[0];
    assert.ok(first);
    assert.deepEqual(await send('one', first.message_id), { ...first, created: false });
  });

  it('the other reads, the flags fall, and the sender sees it read', async () => {
    const seenBySender = waitForDocument(chat(sender), (data) => data['read_number_user2'] === 3);
    const numbers = await recipient.call('markRead', { chat_id, message_number: 3 });
    assert.deepEqual(numbers, { delivered_number: 3, read_number: 3 });
    const read = await seenBySender;
    assert.equal(read['last_msg_read_by_user2'], true);
    assert.equal(read['notify_new_message_to_user2'], false);
    const fallen = await waitForDocument(event(recipient, high), (data) => {
      return data['notify_new_message'] === false;
    });
    assert.deepEqual(fallen['unread'], { [chat_id]: 0 });
  });

  it('an answer written directly is numbered by the trigger and pushed to the first', async () => {
    const message_id = await writeDirectly(recipient, high, chat_id, 'four');
    const numbered = await waitForDocument(
      doc(sender.firestore, `chats/${chat_id}/messages/${message_id}`),
      (data) => typeof data['message_number'] === 'number',
    );
    assert.equal(numbered['message_number'], 4);
    await waitForDocument(event(sender, low), (data) => {
      return (data['unread'] as Record<string, number>)[chat_id] === 1;
    });
    const [push] = await inbox.waitFor(1, { token: `phone-${low}`, deadline_ms: 20_000 });
    assert.deepEqual(push?.message['notification'], { title: `renamed_${high}`, body: 'four' });
  });

  it('ids beyond ASCII go the same way', async () => {
    const auth = getAuth(initializeApp({ projectId }, `ids-${run}`));
    const [from, to] = [`é-${run}`, `日本-😀-${run}`];
    const visitor = await openClient(hosts, projectId);
    const sessions: Session[] = [];
    for (const [index, uid] of [from, to].entries()) {
      const input = { email: `ids${index}-${run}@example.com`, password: `story-${run}` };
      await auth.createUser({ uid, displayName: 'Ids', ...input });
      sessions.push(await visitor.call<Session>('signInWithEmail', input));
    }
    const author = await openClient(hosts, projectId, sessions[0]?.firebase_token);
    const reader = await openClient(hosts, projectId, sessions[1]?.firebase_token);
    clients.push(visitor, author, reader);
    const opened = await author.call<{ chat_id: string }>('createChat', { user_id: to });
    const message_id = await writeDirectly(author, from, opened.chat_id, 'hello');
    await waitForDocument(
      doc(author.firestore, `chats/${opened.chat_id}/messages/${message_id}`),
      (data) => data['message_number'] === 1,
    );
    await waitForDocument(event(reader, to), (data) => {
      return (data['unread'] as Record<string, number>)[opened.chat_id] === 1;
    });
  });

  it('a friend request shows in the feed of the other, is pushed, and accepted', async () => {
    const before = (await inbox.pushes({ token: `phone-${high}` })).length;
    const feed = query(collection(recipient.firestore, `users/${high}/notifications`));
    assert.deepEqual(await sender.call('sendFriendRequest', { user_id: high }), {
      state: 'PENDING',
    });
    const [entry] = await waitForQuery(feed, (entries) => entries.length > 0);
    assert.deepEqual([entry?.['type'], entry?.['actor']], ['FRIEND_REQUEST', low]);
    const deadline_ms = 20_000;
    const pushes = await inbox.waitFor(before + 1, { token: `phone-${high}`, deadline_ms });
    const { type } = pushes.at(-1)?.message['data'] as { type: string };
    assert.equal(type, 'FRIEND_REQUEST');
    const request = doc(sender.firestore, `friend-requests/${low}_${high}`);
    const accepted = waitForDocument(request, ({ state }) => state === 'ACCEPTED');
    await recipient.call('answerFriendRequest', { user_id: low, accept: true });
    await accepted;
    for (const [client, uid, other] of [
      [sender, low, high],
      [recipient, high, low],
    ] as const) {
      const contact = await getDoc(doc(client.firestore, `users/${uid}/contacts/${other}`));
      assert.equal(contact.get('user_id'), other);
    }
  });

  it('whoever has no session is refused, by rules and functions alike', async () => {
    const auth = getAuth(initializeApp({ projectId }, `past-${run}`));
    const outsider = await openClient(hosts, projectId, await auth.createCustomToken(low));
    clients.push(outsider);
    await assert.rejects(getDoc(chat(outsider)), { code: 'permission-denied' });
    const call = outsider.call('markRead', { chat_id, message_number: 4 });
    await refuses(call, 'unauthenticated', 'SESSION_REQUIRED');
  });

  it('an expired token is refused, over the wire', async () => {
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
    const claims = { sub: low, user_id: low, sid: 's', exp: Math.floor(Date.now() / 1000) - 1 };
    const token = `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.`;
    const response = await fetch(`http://${hosts.functions}/${projectId}/us-central1/markRead`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ data: { chat_id, message_number: 4 } }),
    });
    assert.equal(response.status, 401);
    const { error } = (await response.json()) as { error: { details: unknown } };
    assert.deepEqual(error.details, { reason: 'TOKEN_EXPIRED' });
  });

  it('a schedule runs as the platform would run it', async () => {
    const trigger = `projects/${projectId}/triggers/us-central1-renewRevocations-0`;
    const url = `http://${hosts.functions}/functions/${trigger}`;
    assert.equal((await fetch(url, { method: 'POST' })).status, 200);
  });

  it('bad input is answered with the field, over the wire', async () => {
    const call = sender.call('sendMessage', { chat_id, message_id: 'x', type: 'TEXT', text: '' });
    await refuses(call, 'invalid-argument', 'FIELDS_INVALID', ['message_id', 'text']);
  });
});
