import assert from 'node:assert/strict';

import { doc, getDoc } from 'firebase/firestore';

import type { Session } from '../functions/src/modules/auth/model.ts';
import { systemRandom } from '../functions/src/kernel/random.ts';
import { openClient, type Client } from '../testkit/client.ts';
import { emulatorHosts, suiteProject } from '../testkit/hosts.ts';
import { twilioInbox } from '../testkit/stand-ins/twilio/client.ts';
import { refuses } from './helpers.ts';

/** Of functions/.env.local. */
const TWILIO_ACCOUNT = `AC${'0'.repeat(32)}`;

/**
 * Every way in, through nothing but what an app has: plain HTTP and the real SDK, the deployed-shape
 * functions in the functions emulator, and the stand-ins for Twilio, Google and Facebook. Each session
 * must let the SDK into Firestore.
 */
describe('the ways in', function () {
  // A function's code is loaded with its first call, and all functions take turns.
  this.timeout(90_000);

  const hosts = emulatorHosts();
  const projectId = suiteProject();
  const run = systemRandom.id().toLowerCase();
  const password = 'correct horse battery';
  const [email, username] = [`ada-${run}@example.com`, `ada_${run}`];
  const clients: Client[] = [];
  let registered: Session;
  after(() => Promise.all(clients.map((client) => client.close())));

  const post = async (path: string, body: object) => {
    const response = await fetch(`http://${hosts.functions}/${projectId}/us-central1/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const session = async (path: string, body: object, status = 200): Promise<Session> => {
    const answer = await post(path, body);
    assert.equal(answer.status, status, JSON.stringify(answer.body));
    return answer.body as unknown as Session;
  };
  const refused = async (path: string, body: object, status: number, reason: string) => {
    const answer = await post(path, body);
    const { error } = answer.body as { error?: { reason: string } };
    assert.deepEqual([answer.status, error?.reason], [status, reason]);
  };
  const open = async (firebase_token?: string): Promise<Client> => {
    const client = await openClient(hosts, projectId, firebase_token);
    clients.push(client);
    return client;
  };
  /** Exchanges the session's token and reads what its user may read. */
  const enter = async ({ user, firebase_token }: Session): Promise<Client> => {
    const client = await open(firebase_token);
    assert.equal(client.auth.currentUser?.uid, user.id);
    const profile = await getDoc(doc(client.firestore, `users/${user.id}`));
    assert.equal(profile.get('username'), user.username);
    const account = await getDoc(doc(client.firestore, `users/${user.id}/private/account`));
    assert.deepEqual([account.get('email'), account.get('phone')], [user.email, user.phone]);
    return client;
  };
  /** What a person would do with curl. */
  const tokenOf = async (host: string | undefined, given: object) => {
    const response = await fetch(`http://${host}/tokens`, {
      method: 'POST',
      body: JSON.stringify(given),
    });
    return (await response.json()) as { id_token: string; access_token: string };
  };

  it('by registering with an e-mail address', async () => {
    registered = await session('/users/register', { email, password, username }, 201);
    assert.deepEqual([registered.user.username, registered.user.is_new], [username, true]);
    await enter(registered);
    const again = { email, password, username: `other_${run}`.slice(0, 30) };
    await refused('/users/register', again, 409, 'EMAIL_TAKEN');
  });

  it('by password, with address or username, over REST and by callable', async () => {
    const visitor = await open();
    for (const name of [{ email }, { username }]) {
      const byRest = await session('/users/login', { ...name, password });
      const byCall = await visitor.call<Session>('signInWithEmail', { ...name, password });
      assert.deepEqual([byRest.user.id, byCall.user.id], Array(2).fill(registered.user.id));
      await enter(byRest);
      await enter(byCall);
      const wrong = { ...name, password: 'wrong horse battery' };
      await refused('/api-token-auth/', wrong, 401, 'CREDENTIALS_INVALID');
      const call = visitor.call('signInWithEmail', wrong);
      await refuses(call, 'unauthenticated', 'CREDENTIALS_INVALID');
    }
  });

  it('by phone, with the code that the SMS inbox shows', async () => {
    const phone = `+1202556${systemRandom.digits(4)}`;
    const started = await post('/phone-auth/', { phone });
    assert.equal(started.status, 202, JSON.stringify(started.body));
    const { challenge_id } = started.body;
    const code = await twilioInbox(hosts.twilio ?? '', TWILIO_ACCOUNT).code(phone);
    const wrong = code === '000000' ? '000001' : '000000';
    await refused('/phone-auth/', { challenge_id, code: wrong }, 401, 'OTP_INVALID');
    const entered = await session('/phone-auth/', { challenge_id, code });
    assert.equal(entered.user.phone, phone);
    await enter(entered);
    await refused('/phone-auth/', { challenge_id, code }, 401, 'OTP_EXPIRED');
  });

  it('by Google', async () => {
    const ada = { sub: `${Date.now()}`, email: `${run}@gmail.com`, name: 'Ada King' };
    const { id_token } = await tokenOf(hosts.google, ada);
    const entered = await session('/google-auth/', { id_token });
    assert.equal(entered.user.email, ada.email);
    await enter(entered);
    const other = await tokenOf(hosts.google, { ...ada, aud: 'other.apps.googleusercontent.com' });
    await refused('/google-auth/', { id_token: other.id_token }, 401, 'CREDENTIALS_INVALID');
  });

  it('by Facebook', async () => {
    const grace = { user_id: `${Date.now()}`, name: 'Grace Hopper' };
    const { access_token } = await tokenOf(hosts.facebook, grace);
    const entered = await session('/facebook-auth/', { access_token });
    assert.equal(entered.user.display_name, grace.name);
    await enter(entered);
    const other = await tokenOf(hosts.facebook, { ...grace, app_id: '999' });
    const body = { access_token: other.access_token };
    await refused('/facebook-auth/', body, 401, 'CREDENTIALS_INVALID');
  });

  it("by Firebase's own phone sign-in", async () => {
    const phone = `+1202557${systemRandom.digits(4)}`;
    const { idToken, localId } = await signInAtFirebase(phone);
    const url = `http://${hosts.functions}/${projectId}/us-central1/signInWithFirebase`;
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${idToken}` };
    const response = await fetch(url, { method: 'POST', headers, body: '{"data":{}}' });
    const { result: entered } = (await response.json()) as { result: Session };
    assert.deepEqual([entered.user.id, entered.user.phone], [localId, phone]);
    const client = await enter(entered);
    const call = client.call('signInWithFirebase');
    await refuses(call, 'permission-denied', 'FIREBASE_SIGN_IN_REFUSED');
  });

  it('and on, by refreshing, until the session is signed out', async () => {
    const renewed = await session('/api-token-refresh/', {
      refresh_token: registered.refresh_token,
    });
    assert.notEqual(renewed.refresh_token, registered.refresh_token);
    const client = await enter(renewed);
    const verified = await post('/api-token-verify/', { token: renewed.token });
    assert.equal(verified.status, 200);
    assert.equal(verified.body['valid'], true);
    const forged = await post('/api-token-verify/', { token: `${renewed.token}x` });
    assert.deepEqual(forged.body, { valid: false, reason: 'TOKEN_MALFORMED' });

    const { refresh_token } = renewed;
    assert.deepEqual(await client.call('signOut', { refresh_token }), {});
    await refused('/api-token-refresh/', { refresh_token }, 401, 'REFRESH_TOKEN_INVALID');
    await refused('/api-token-refresh/', { refresh_token: 'x' }, 401, 'REFRESH_TOKEN_INVALID');
  });

  /** What an app's SDK does for a phone; the one for Node cannot. The Auth emulator shows the code. */
  async function signInAtFirebase(phone: string) {
    const ask = async (path: string, body?: object): Promise<unknown> => {
      const headers = { 'content-type': 'application/json' };
      const init = body && { method: 'POST', headers, body: JSON.stringify(body) };
      return (await fetch(`http://${hosts.auth}/${path}`, init)).json();
    };
    const toolkit = (method: string, body: object) =>
      ask(`identitytoolkit.googleapis.com/v1/accounts:${method}?key=emulator`, body);
    await toolkit('sendVerificationCode', { phoneNumber: phone, recaptchaToken: 'x' });
    const { verificationCodes } = (await ask(
      `emulator/v1/projects/${projectId}/verificationCodes`,
    )) as { verificationCodes: { phoneNumber: string; sessionInfo: string; code: string }[] };
    const sent = verificationCodes.find(({ phoneNumber }) => phoneNumber === phone);
    assert.ok(sent);
    const signedIn = await toolkit('signInWithPhoneNumber', sent);
    return signedIn as { idToken: string; localId: string };
  }
});
