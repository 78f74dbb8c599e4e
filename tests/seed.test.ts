import assert from 'node:assert/strict';

import { collection, doc, getDoc, getDocs, orderBy, query } from 'firebase/firestore';

import type { Session } from '../functions/src/modules/auth/model.ts';
import { SEED_ACCOUNTS } from '../scripts/seed/accounts.ts';
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

  it('has the chat 108_109 with a short history, read by both', async () => {
    const visitor = await openClient(hosts, projectId);
    const { firebase_token } = await visitor.call<Session>('signInWithEmail', {
      username: 'user_108',
      password: 'parley-108',
    });
    const client = await openClient(hosts, projectId, firebase_token);
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
    await Promise.all([visitor.close(), client.close()]);
  });
});
