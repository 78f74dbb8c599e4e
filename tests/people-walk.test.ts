import assert from 'node:assert/strict';

import { doc } from 'firebase/firestore';

import type { Session } from '../functions/src/modules/auth/model.ts';
import { systemRandom } from '../functions/src/kernel/random.ts';
import { openClient } from '../testkit/client.ts';
import { firestoreAt } from '../testkit/firestore-at.ts';
import { emulatorHosts, suiteProject } from '../testkit/hosts.ts';
import { twilioInbox } from '../testkit/stand-ins/twilio/client.ts';
import { waitForDocument } from '../testkit/wait-for.ts';
import { newMessageId } from './helpers.ts';
import { allDocuments } from './leftovers/documents.ts';

/** The account that the functions of the suite send codes by. */
const TWILIO_ACCOUNT = `AC${'0'.repeat(32)}`;

interface Person {
  id: string;
  username: string;
  token: string;
  firebase_token: string;
}

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/** The way of two people through all of issue People, by REST alone, as a new user tries it with curl. */
describe('the walk of two people over REST', function () {
  // Each function's first call starts a process of its own.
  this.timeout(120_000);

  const hosts = emulatorHosts();
  const projectId = suiteProject();
  const api = `http://${hosts.functions}/${projectId}/us-central1/api`;
  const firestore = firestoreAt(hosts.firestore, projectId);
  const run = systemRandom.id().slice(0, 8).toLowerCase();
  const phone = `+1202558${systemRandom.digits(4)}`;
  const message_id = newMessageId();
  let ada: Person;
  let bob: Person;
  let chat_id = '';
  after(() => firestore.terminate());

  const ask = async (
    method: string,
    path: string,
    { by, body, type = 'application/json' }: { by?: Person; body?: unknown; type?: string } = {},
  ): Promise<Answer> => {
    const response = await fetch(`${api}${path}`, {
      method,
      headers: {
        ...(by && { authorization: `JWT ${by.token}` }),
        ...(body !== undefined && { 'content-type': type }),
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Answer['body'] };
  };
  const granted = async (...asked: Parameters<typeof ask>): Promise<Answer['body']> => {
    const { status, body } = await ask(...asked);
    assert.ok(status < 300, `${asked[0]} ${asked[1]}: ${status} ${JSON.stringify(body)}`);
    return body;
  };
  const personOf = ({ user, token, firebase_token }: Session): Person => ({
    id: user.id,
    username: user.username,
    token,
    firebase_token,
  });
  const usernames = (list: unknown) =>
    (list as { username: string }[]).map(({ username }) => username);

  it('they register, by e-mail and by phone, and sign in', async () => {
    const [email, password] = [`ada-${run}@example.com`, 'correct horse battery'];
    const names = { username: `ada_${run}`, first_name: 'Ada', last_name: `Lovelace${run}` };
    await granted('POST', '/users/register', { body: { email, password, ...names } });
    const session = await granted('POST', '/users/login', { body: { email, password } });
    ada = personOf(session as unknown as Session);
    const { challenge_id } = await granted('POST', '/phone-auth/', { body: { phone } });
    const code = await twilioInbox(hosts.twilio ?? '', TWILIO_ACCOUNT).code(phone);
    const entered = await granted('POST', '/phone-auth/', { body: { challenge_id, code } });
    bob = personOf(entered as unknown as Session);
    const change = { username: `bob_${run}`, display_name: `Bob Bárány ${run}` };
    const profile = await granted('PUT', '/users/profile', { by: bob, body: change });
    assert.equal(profile['username'], change.username);
    bob.username = change.username;
  });

  it('they find each other by a part of the name', async () => {
    const find = async (by: Person, search: string) => {
      const path = `/users/contacts/find-users?search=${encodeURIComponent(search)}`;
      return usernames((await granted('GET', path, { by }))['users']);
    };
    assert.deepEqual(await find(bob, `lovelace${run}`), [ada.username]);
    assert.deepEqual(await find(ada, `ob_${run}`), [bob.username]);
    assert.deepEqual(await find(ada, `barany ${run}`), [bob.username]);
    const { body } = await ask('GET', `/users/contacts/view-user/${bob.username}`, { by: ada });
    assert.equal(body['id'], bob.id);
  });

  it('one asks, the other accepts, and each is in the other’s contact book', async () => {
    const asked = { by: ada, body: { username: bob.username } };
    assert.deepEqual(await granted('POST', '/friend-requests/', asked), { state: 'PENDING' });
    const requests = await granted('GET', '/friend-requests/', { by: bob });
    assert.equal((requests['friend_requests'] as unknown[]).length, 1);
    const accepted = { by: bob, body: { accept: true } };
    assert.deepEqual(await granted('PUT', `/friend-requests/${ada.username}`, accepted), {
      state: 'ACCEPTED',
    });
    for (const [by, other] of [
      [ada, bob],
      [bob, ada],
    ] as const) {
      const { contacts } = await granted('GET', '/users/contacts/contact-book/', { by });
      const users = (contacts as { user: object }[]).map(({ user }) => user);
      assert.deepEqual(usernames(users), [other.username]);
    }
  });

  it('one uploads a vCard file, and watches it being worked off', async () => {
    const card = (tel: string) => `BEGIN:VCARD\r\nVERSION:3.0\r\nTEL:${tel}\r\nEND:VCARD\r\n`;
    const body = card(phone) + card('+12025550199') + card('none');
    const upload = '/users/contacts/upload/';
    const { job_id } = await granted('POST', upload, { by: ada, body, type: 'text/vcard' });
    const client = await openClient(hosts, projectId, ada.firebase_token);
    const job = doc(client.firestore, `contact-uploads/${String(job_id)}`);
    await waitForDocument(job, ({ state }) => state === 'DONE');
    await client.close();
    const shown = await granted('GET', `${upload}${String(job_id)}`, { by: ada });
    const { percent, matched, invalid_count } = shown;
    assert.deepEqual(
      { percent, matched, invalid_count },
      { percent: 100, matched: 1, invalid_count: 1 },
    );
  });

  it('they chat; after a block they cannot, and once it is lifted they can again', async () => {
    ({ chat_id } = (await granted('POST', '/chats/', { by: ada, body: { user_id: bob.id } })) as {
      chat_id: string;
    });
    const messages = `/chats/${chat_id}/messages`;
    const text = (id: string, words: string) => ({ message_id: id, type: 'TEXT', text: words });
    const hello = text(message_id, `hello ${run}`);
    await granted('POST', messages, { by: ada, body: hello });

    const blacklist = `/users/contacts/blacklist-user/${ada.username}`;
    await granted('POST', blacklist, { by: bob });
    const mirrored = await granted('GET', `/users/contacts/blacklist-user/${bob.username}`, {
      by: ada,
    });
    assert.deepEqual(
      [mirrored['is_blacklisted'], mirrored['is_blacklisted_by_user']],
      [true, false],
    );
    const refused = await ask('POST', messages, {
      by: ada,
      body: text(newMessageId(), 'still there?'),
    });
    assert.equal(refused.status, 403);
    assert.equal((refused.body['error'] as { reason: string }).reason, 'USER_BLOCKED');

    await granted('DELETE', blacklist, { by: bob });
    await granted('POST', messages, { by: ada, body: text(newMessageId(), `again ${run}`) });
    const read = await granted('GET', messages, { by: bob });
    assert.equal((read['messages'] as unknown[]).length, 2);
  });

  it('the feed tells of the request and of its answer, until it is read', async () => {
    for (const [by, type] of [
      [bob, 'FRIEND_REQUEST'],
      [ada, 'FRIEND_ACCEPTED'],
    ] as const) {
      const { notifications, unread_count } = await granted('GET', '/notifications/', { by });
      const types = (notifications as { type: string }[]).map((entry) => entry.type);
      assert.ok(types.includes(type), types.join());
      assert.equal(unread_count, types.length);
      const left = await granted('POST', '/notifications/read/', { by, body: {} });
      assert.deepEqual(left, { unread_count: 0 });
    }
  });

  it('they find each other nearby, and never closer than 500 m', async () => {
    // In the sea, each run somewhere else.
    const lat = -40 - Number(systemRandom.digits(3)) / 100;
    const lng = -20 - Number(systemRandom.digits(3)) / 100;
    for (const by of [ada, bob]) {
      await granted('PUT', '/users/location', { by, body: { lat, lng } });
    }
    const path = `/users/nearby/?lat=${lat}&lng=${lng}&radius_m=1000`;
    const { users } = await granted('GET', path, { by: ada });
    assert.deepEqual(
      (users as { id: string; distance_m: number }[]).map(({ id, distance_m }) => [id, distance_m]),
      [[bob.id, 500]],
    );
  });

  it('one takes along what is stored, leaves, and nothing of him is left but his id', async () => {
    const { url } = (await granted('POST', '/users/export', { by: ada })) as { url: string };
    const archive = await (await fetch(url)).text();
    assert.ok(archive.includes(`hello ${run}`) && archive.includes(`ada-${run}@example.com`));

    const marks = [`ada_${run}`, `ada-${run}@`, `lovelace${run}`, `hello ${run}`, `again ${run}`];
    const holding = async () => {
      const documents = await allDocuments(firestore);
      return documents.filter(({ text }) => marks.some((mark) => text.includes(mark)));
    };
    assert.ok((await holding()).length > 0);
    await granted('DELETE', '/users/profile', { by: ada });
    const own = await ask('GET', '/users/profile', { by: ada });
    assert.equal(own.status, 401);
    const client = await openClient(hosts, projectId, bob.firebase_token);
    const message = doc(client.firestore, `chats/${chat_id}/messages/${message_id}`);
    await waitForDocument(message, ({ deleted }) => deleted === true);
    await client.close();
    await erased(ada.id);
    assert.deepEqual(
      (await holding()).map(({ path }) => path),
      [],
    );
    const chat = await firestore.doc(`chats/${chat_id}`).get();
    assert.deepEqual((chat.get('members') as string[]).toSorted(), [ada.id, bob.id].toSorted());
    const again = await ask('GET', `/users/contacts/view-user/${ada.username}`, { by: bob });
    assert.equal(again.status, 404);
  });

  /** The first round of the deletion is through. */
  const erased = (uid: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const stop = firestore.doc(`deletions/${uid}`).onSnapshot((job) => {
        if (job.exists && job.get('round') !== 2) return;
        stop();
        resolve();
      }, reject);
    });
});
