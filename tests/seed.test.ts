import assert from 'node:assert/strict';

import { collection, doc, getDoc, getDocs, orderBy, query } from 'firebase/firestore';

import type { Session } from '../functions/src/modules/auth/model.ts';
import { SEED_ACCOUNTS } from '../scripts/seed/accounts.ts';
import { WEEKEND } from '../scripts/seed/weekend.ts';
import { openClient } from '../testkit/client.ts';
import { emulatorHosts, suiteProject } from '../testkit/hosts.ts';

describe('the seed data', function () {
  this.timeout(90_000);
  const hosts = emulatorHosts();
  const projectId = suiteProject();

  it('has an admin and ten users who can sign in', async () => {
    const visitor = await openClient(hosts, projectId);
    const signed: Session[] = [];
    // One after another: the functions emulator starts a process for each call at the same time.
    for (const { email, password } of SEED_ACCOUNTS) {
      signed.push(await visitor.call<Session>('signInWithEmail', { email, password }));
    }
    await visitor.close();
    assert.deepEqual(
      signed.map(({ user }) => [user.id, user.username, user.phone, user.is_admin, user.is_new]),
      SEED_ACCOUNTS.map(({ uid, username, phone, is_admin }) => [
        uid,
        username,
        phone,
        is_admin,
        false,
      ]),
    );
    assert.equal(signed.filter(({ user }) => user.username === 'admin').length, 1);
    assert.equal(signed.length, 11);
  });

  it('has a configuration that anybody may read, with the active hours off', async () => {
    const visitor = await openClient(hosts, projectId);
    const config = (await getDoc(doc(visitor.firestore, 'config/client'))).data();
    await visitor.close();
    const { theme, active_hours, min_app_version, features } = config ?? {};
    assert.deepEqual([theme, active_hours, min_app_version, features] as object[], [
      { mode: 'system', colors: { primary: '#3366ff', accent: '#ff9933' } },
      { enabled: false, from: '08:00', to: '20:00', time_zone: 'UTC', windows: {} },
      { ios: '1.0.0', android: '1.0.0', web: '1.0.0' },
      { groups: true, nearby: true },
    ]);
  });

  it('has the chat 108_109 with a short history, read by both', async () => {
    const { client, close } = await openSeeded('108');
    const chat = (await getDoc(doc(client.firestore, 'chats/108_109'))).data();
    assert.deepEqual(chat?.['members'], ['108', '109']);
    const { docs } = await getDocs(
      query(collection(client.firestore, 'chats/108_109/messages'), orderBy('created')),
    );
    const numbers = docs.map((message) => message.get('message_number') as unknown);
    assert.deepEqual(numbers, [1, 2]);
    assert.equal(chat?.['total_messages_count'], 2);
    assert.equal(chat?.['last_msg_read_by_user1'], true);
    assert.equal(chat?.['last_msg_read_by_user2'], true);
    await close();
  });

  it('has the group Weekend, with roles and messages of several types', async () => {
    const { client, close } = await openSeeded('104');
    const { chat_id, members } = WEEKEND;
    const chat = (await getDoc(doc(client.firestore, `chats/${chat_id}`))).data();
    assert.deepEqual(chat?.['members'], members);
    assert.deepEqual(chat['roles'], {
      ...{ '101': 'owner', '102': 'admin', '103': 'member', '104': 'member', '105': 'member' },
    });
    assert.deepEqual([chat['title'], chat['total_messages_count']], ['Weekend', 8]);
    const found = await getDocs(
      query(collection(client.firestore, `chats/${chat_id}/messages`), orderBy('created')),
    );
    const messages = new Map(found.docs.map((message) => [message.id, message.data()]));
    assert.deepEqual(
      [...messages.values()].map(({ message_number, type }) => [message_number, type] as unknown),
      ['SYSTEM', 'SYSTEM', 'TEXT', 'TEXT', 'LOCATION', 'CONTACT', 'SYSTEM', 'TEXT'].map(
        (type, index) => [index + 1, type],
      ),
    );
    assert.deepEqual(messages.get(WEEKEND.question)?.['reactions'], { '👍': ['101', '103'] });
    const reply = messages.get(WEEKEND.reply);
    assert.deepEqual([reply?.['action'], reply?.['reference_id']], ['REPLY', WEEKEND.question]);
    const edited = messages.get(WEEKEND.edited);
    assert.deepEqual([edited?.['text'], edited?.['edited']], ['Glad to be here.', true]);
    assert.equal((chat['last_message'] as { text: string }).text, 'Glad to be here.');
    await close();
  });

  it('has members of it who have read all, some and none, each with his count', async () => {
    for (const [uid, delivered, read] of [
      ['101', 8, 8],
      ['102', 8, 8],
      ['103', 5, 5],
      ['104', 8, 1],
      ['105', 8, 8],
    ] as const) {
      const { client, close } = await openSeeded(uid);
      const path = `chats/${WEEKEND.chat_id}/members/${uid}`;
      const member = (await getDoc(doc(client.firestore, path))).data();
      const numbers = [member?.['delivered_number'], member?.['read_number']] as unknown[];
      assert.deepEqual(numbers, [delivered, read], uid);
      const event = await getDoc(doc(client.firestore, `users-external-event/${uid}`));
      assert.equal(event.get(`unread.${WEEKEND.chat_id}`), 8 - read, uid);
      await close();
    }
  });

  /** The app of a seeded user. */
  async function openSeeded(uid: string) {
    const visitor = await openClient(hosts, projectId);
    const { firebase_token } = await visitor.call<Session>('signInWithEmail', {
      username: `user_${uid}`,
      password: `parley-${uid}`,
    });
    const client = await openClient(hosts, projectId, firebase_token);
    return { client, close: () => Promise.all([visitor.close(), client.close()]) };
  }
});
