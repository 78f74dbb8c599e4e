import assert from 'node:assert/strict';

import { doc, onSnapshot } from 'firebase/firestore';
import { initializeApp } from 'firebase-admin/app';
import { getAuth } from 'firebase-admin/auth';

import type { Session } from '../functions/src/modules/auth/model.ts';
import { systemRandom } from '../functions/src/kernel/random.ts';
import { openClient, type Client } from '../testkit/client.ts';
import { emulatorHosts, suiteProject } from '../testkit/hosts.ts';
import { waitForDocument } from '../testkit/wait-for.ts';

/** The deployed-shape functions, with the platform's own parser and the real Tasks emulator. */
describe('an address book in the functions emulator', function () {
  this.timeout(120_000);
  const hosts = emulatorHosts();
  const projectId = suiteProject();
  const run = systemRandom.id().slice(0, 8).toLowerCase();
  const auth = getAuth(initializeApp({ projectId }, `address-book-${run}`));
  const clients: Client[] = [];
  after(() => Promise.all(clients.map((client) => client.close())));

  const opened = async (token?: string): Promise<Client> => {
    const client = await openClient(hosts, projectId, token);
    clients.push(client);
    return client;
  };
  const signIn = async (name: string): Promise<Session> => {
    const [email, password] = [`${name}-${run}@example.com`, 'correct horse'];
    await auth.createUser({ uid: `${name}-${run}`, email, password, displayName: name });
    return (await opened()).call<Session>('signInWithEmail', { email, password });
  };

  it('is a file of more than 256 KiB, whose progress its owner sees until it is done', async () => {
    const { token, firebase_token } = await signIn('reader');
    const photo = 'A'.repeat(600);
    const cards = Array.from(
      { length: 1200 },
      (_, index) =>
        `BEGIN:VCARD\r\nVERSION:3.0\r\nPHOTO:${photo}\r\nTEL:+1202555${2000 + index}\r\nEND:VCARD\r\n`,
    );
    const body = cards.join('') + 'BEGIN:VCARD\r\nTEL:nothing\r\nEND:VCARD\r\n';
    assert.ok(body.length > 2 * 256 * 1024);
    const address = `http://${hosts.functions}/${projectId}/us-central1/api/users/contacts/upload/`;
    const headers = { authorization: `JWT ${token}`, 'content-type': 'text/vcard' };
    const response = await fetch(address, { method: 'POST', headers, body });
    const answer = (await response.json()) as { job_id: string };
    assert.equal(response.status, 202, JSON.stringify(answer));
    const { firestore } = await opened(firebase_token);
    const ref = doc(firestore, `contact-uploads/${answer.job_id}`);
    const seen = new Set<number>();
    const stop = onSnapshot(ref, (snapshot) => seen.add(snapshot.get('percent') as number));
    const done = await waitForDocument(ref, (data) => data['state'] === 'DONE');
    stop();
    assert.deepEqual([done['processed'], done['invalid_count']], [1200, 1]);
    assert.deepEqual(done['invalid'], [
      { line: 6002, field: 'phone', message: 'is not a phone number in international format' },
    ]);
    assert.ok(seen.size > 1, `${[...seen].join()}`);
    const shown = await fetch(`${address}${answer.job_id}`, { headers });
    assert.equal(((await shown.json()) as { percent: number }).percent, 100);
  });
});
