import assert from 'node:assert/strict';

import { systemRandom } from '../functions/src/kernel/random.ts';
import { firestoreAt } from '../testkit/firestore-at.ts';
import { emulatorHosts, suiteProject } from '../testkit/hosts.ts';
import { readStream } from '../testkit/stand-ins/common/stream.ts';
import type { SentMail } from '../testkit/stand-ins/mail/types.ts';

/** As a person sees mails locally: the deployed-shape functions write them, the stand-in takes them. */
describe('the mail inbox', function () {
  // A function's code is loaded with its first call, and all functions take turns.
  this.timeout(60_000);

  const hosts = emulatorHosts();
  const inbox = `http://${hosts.mail}/inbox`;
  const email = `mail-${systemRandom.id().toLowerCase()}@example.com`;
  const post = async (path: string, body: object) => {
    const url = `http://${hosts.functions}/${suiteProject()}/us-central1/api${path}`;
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    assert.ok(response.ok, `${path}: ${response.status} ${await response.clone().text()}`);
  };
  const next = async (): Promise<SentMail> => {
    const signal = AbortSignal.timeout(20_000);
    const { body } = await fetch(`${inbox}/stream?to=${email}`, { signal });
    assert.ok(body);
    for await (const mail of readStream<SentMail>(body)) return mail;
    throw new Error('the stream has ended');
  };

  it('shows a mail as it goes out, whose code works', async () => {
    const username = `mail_${systemRandom.id().toLowerCase()}`;
    await post('/users/register', { email, username, password: 'correct horse battery' });
    const coming = next();
    await post('/password-reset/', { email });
    const { id, to, text, subject } = await coming;
    assert.deepEqual(to, [email]);
    assert.ok(subject.length > 0);
    const oob_code = /^[\w-]{63}$/m.exec(text)?.[0];
    await post('/password-reset/', { oob_code, new_password: 'staple of a new kind' });
    await post('/users/login', { email, password: 'staple of a new kind' });

    const listed = (await (await fetch(`${inbox}?to=${email}`)).json()) as { mails: SentMail[] };
    assert.equal(listed.mails[0]?.id, id);
    const firestore = firestoreAt(hosts.firestore, suiteProject());
    const delivery = (await firestore.doc(`mail/${id}`).get()).get('delivery') as object;
    await firestore.terminate();
    assert.deepEqual(Object.keys(delivery).toSorted(), [
      'attempts',
      'endTime',
      'error',
      'info',
      'leaseExpireTime',
      'startTime',
      'state',
    ]);
    assert.equal((delivery as { state: string }).state, 'SUCCESS');
  });

  it('lists its routes', async () => {
    const { routes } = (await (await fetch(`http://${hosts.mail}/`)).json()) as { routes: object };
    assert.ok('GET /inbox/stream?to=' in routes);
    assert.equal((await fetch(`http://${hosts.mail}/nowhere`)).status, 404);
  });
});
