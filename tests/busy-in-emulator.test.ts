import assert from 'node:assert/strict';

import { collection, doc, getDocs, orderBy, query, type DocumentData } from 'firebase/firestore';
import { initializeApp } from 'firebase-admin/app';
import { getAuth } from 'firebase-admin/auth';

import type { Session } from '../functions/src/modules/auth/model.ts';
import { MAX_PACE } from '../functions/src/modules/chats/pace.ts';
import type { SentMessage } from '../functions/src/modules/messages/send-message.ts';
import { systemRandom } from '../functions/src/kernel/random.ts';
import { openClient, type Client } from '../testkit/client.ts';
import { emulatorHosts, suiteProject } from '../testkit/hosts.ts';
import { waitForDocument } from '../testkit/wait-for.ts';
import { newMessageId } from './helpers.ts';

/** The deployed-shape functions: a real trigger asks the real Tasks emulator, which calls the real task. */
describe('a busy group in the functions emulator', function () {
  this.timeout(120_000);
  const hosts = emulatorHosts();
  const projectId = suiteProject();
  const run = systemRandom.id().slice(0, 8).toLowerCase();
  const [owner, member] = [`busy-a-${run}`, `busy-b-${run}`];
  const app = initializeApp({ projectId }, `busy-${run}`);
  const clients: Client[] = [];
  after(() => Promise.all(clients.map((client) => client.close())));

  const signIn = async (uid: string): Promise<Client> => {
    const [email, password] = [`${uid}@example.com`, 'correct horse'];
    await getAuth(app).createUser({ uid, email, password, displayName: uid });
    const visitor = await openClient(hosts, projectId);
    clients.push(visitor);
    const session = await visitor.call<Session>('signInWithEmail', { email, password });
    const client = await openClient(hosts, projectId, session.firebase_token);
    clients.push(client);
    return client;
  };

  it('numbers by a task what its messages ask for, and brings it to the members', async () => {
    const client = await signIn(owner);
    const other = await signIn(member);
    const group = { title: 'Busy', user_ids: [member] };
    const { chat_id } = await client.call<{ chat_id: string }>('createGroup', group);
    const sent: SentMessage[] = [];
    for (let index = 0; index < MAX_PACE + 10; index += 1) {
      const message = { chat_id, message_id: newMessageId(), type: 'TEXT', text: `${index}` };
      sent.push(await client.call<SentMessage>('sendMessage', message));
    }
    assert.ok(
      sent.some(({ message_number }) => message_number === null),
      'some wait for their batch',
    );
    const total = sent.length + 1;
    const numbered = (data: DocumentData) => data['total_messages_count'] === total;
    await waitForDocument(doc(client.firestore, `chats/${chat_id}`), numbered);
    const event = await waitForDocument(
      doc(other.firestore, `users-external-event/${member}`),
      (data) => (data['unread'] as Record<string, number>)[chat_id] === total - 1,
    );
    assert.equal(event['notify_new_message'], true);
    const messages = collection(client.firestore, `chats/${chat_id}/messages`);
    const found = await getDocs(query(messages, orderBy('message_number')));
    assert.deepEqual(
      found.docs.map((doc) => Number(doc.get('message_number'))),
      Array.from({ length: total }, (_, index) => index + 1),
    );
  });
});
