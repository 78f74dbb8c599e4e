import assert from 'node:assert/strict';
import { deleteApp, initializeApp, type App } from 'firebase-admin/app';
import { getMessaging, type Messaging, type SendResponse } from 'firebase-admin/messaging';
import { localFcmAgent } from '../../../functions/src/edges/fcm/local-transport.ts';
import { fcmInbox, type FcmInbox } from './client.ts';
import { startFcmStandIn, type FcmStandIn } from './server.ts';
import type { Failure } from './types.ts';

const PROJECT = 'demo-fcm';

describe('the FCM stand-in, through firebase-admin', () => {
  let standIn: FcmStandIn;
  let app: App;
  let messaging: Messaging;
  let inbox: FcmInbox;

  before(async () => {
    standIn = await startFcmStandIn();
    inbox = fcmInbox(standIn.host);
    const credential = {
      getAccessToken: async () => ({ access_token: 'owner', expires_in: 3600 }),
    };
    const httpAgent = localFcmAgent(standIn.host);
    app = initializeApp({ projectId: PROJECT, credential, httpAgent }, 'fcm-stand-in');
    messaging = getMessaging(app);
    messaging.enableLegacyHttpTransport();
  });

  after(async () => {
    await deleteApp(app);
    await standIn.stop();
  });

  beforeEach(async () => {
    await inbox.clear();
    await inbox.forgive();
  });

  async function sendTo(
    token: string,
    data: Record<string, string> = { type: 'NEW_MESSAGE' },
  ): Promise<SendResponse> {
    const { responses } = await messaging.sendEachForMulticast({ tokens: [token], data });
    const [response] = responses;
    assert.ok(response);
    return response;
  }

  it('takes a multicast and keeps one push for each token', async () => {
    const result = await messaging.sendEachForMulticast({
      tokens: ['token-a', 'token-b'],
      data: { type: 'NEW_MESSAGE', chat_id: '9_10' },
      notification: { title: 'Ann', body: 'Hello' },
      android: { collapseKey: '9_10', notification: { tag: 'm1' } },
      apns: { headers: { 'apns-collapse-id': 'm1' }, payload: { aps: { badge: 3 } } },
    });
    assert.equal(result.successCount, 2);
    const pushes = await inbox.waitFor(2, { project: PROJECT });
    assert.deepEqual(pushes.map(({ token }) => token).sort(), ['token-a', 'token-b']);
    const sent = pushes.find(({ token }) => token === 'token-a');
    assert.ok(sent);
    assert.equal(sent.name, result.responses[0]?.messageId);
    assert.match(sent.name, /^projects\/demo-fcm\/messages\/./);
    assert.equal(new Date(sent.received).toISOString(), sent.received);
    assert.equal(sent.answer, 'OK');
    assert.deepEqual(sent.message, {
      token: 'token-a',
      data: { type: 'NEW_MESSAGE', chat_id: '9_10' },
      notification: { title: 'Ann', body: 'Hello' },
      android: { collapse_key: '9_10', notification: { tag: 'm1' } },
      apns: { headers: { 'apns-collapse-id': 'm1' }, payload: { aps: { badge: 3 } } },
    });
  });

  const codes: [Failure, string][] = [
    ['UNREGISTERED', 'messaging/registration-token-not-registered'],
    ['INVALID_ARGUMENT', 'messaging/invalid-argument'],
    ['QUOTA_EXCEEDED', 'messaging/message-rate-exceeded'],
    ['INTERNAL', 'messaging/internal-error'],
    ['SENDER_ID_MISMATCH', 'messaging/mismatched-credential'],
    ['THIRD_PARTY_AUTH_ERROR', 'messaging/third-party-auth-error'],
  ];
  for (const [answer, code] of codes) {
    it(`${answer} reaches the sender as ${code}, after one attempt`, async () => {
      await inbox.behave('bad', { answer });
      const response = await sendTo('bad');
      assert.equal(response.success, false);
      assert.equal(response.error?.code, code);
      const pushes = await inbox.pushes({ token: 'bad' });
      assert.deepEqual(
        pushes.map((push) => [push.answer, push.name]),
        [[answer, null]],
      );
    });
  }

  it('UNAVAILABLE is tried again by the SDK, at once the first time', async () => {
    await inbox.behave('flaky', { answer: 'UNAVAILABLE', times: 1 });
    assert.equal((await sendTo('flaky')).success, true);
    const pushes = await inbox.pushes({ token: 'flaky' });
    assert.deepEqual(
      pushes.map(({ answer }) => answer),
      ['UNAVAILABLE', 'OK'],
    );
  });

  it('UNAVAILABLE with a Retry-After above 60 seconds is not tried again', async () => {
    await inbox.behave('down', { answer: 'UNAVAILABLE', retry_after_seconds: 61 });
    const { error } = await sendTo('down');
    assert.equal(error?.code, 'messaging/server-unavailable');
    assert.equal(error.httpResponse?.status, 503);
    assert.equal(error.httpResponse.headers['retry-after'], '61');
    assert.equal((await inbox.pushes({ token: 'down' })).length, 1);
  });

  it('a 429 says when to come back', async () => {
    await inbox.behave('busy', { answer: 'QUOTA_EXCEEDED', retry_after_seconds: 7 });
    const { error } = await sendTo('busy');
    assert.equal(error?.httpResponse?.headers['retry-after'], '7');
  });

  it('one bad token of a multicast leaves the others alone', async () => {
    await inbox.behave('gone', { answer: 'UNREGISTERED' });
    const tokens = ['fine', 'gone', 'fine-too'];
    const result = await messaging.sendEachForMulticast({ tokens, data: { type: 'X' } });
    assert.deepEqual(
      result.responses.map(({ success }) => success),
      [true, false, true],
    );
    assert.equal((await inbox.pushes({ answered: 'OK' })).length, 2);
  });

  it("refuses FCM's own keys in data", async () => {
    for (const key of ['from', 'message_type', 'google.x', 'gcm.notification.x']) {
      const { error } = await sendTo('t', { [key]: 'v' });
      assert.equal(error?.code, 'messaging/invalid-argument', key);
    }
    assert.equal((await inbox.pushes({ answered: 'OK' })).length, 0);
  });

  it('takes 4,096 bytes of data and not one more', async () => {
    assert.equal((await sendTo('t', { k: 'é'.repeat(2047) + 'x' })).success, true);
    const { error } = await sendTo('t', { k: 'é'.repeat(2047) + 'xy' });
    assert.equal(error?.code, 'messaging/invalid-argument');
    assert.match(error.message, /4097 bytes/);
  });

  it('checks a dry run and keeps no push of it', async () => {
    assert.equal(
      await messaging.send({ token: 't', data: { a: 'b' } }, true),
      `projects/${PROJECT}/messages/fake_message_id`,
    );
    await assert.rejects(messaging.send({ token: 't', data: { from: 'b' } }, true), {
      code: 'messaging/invalid-argument',
    });
    assert.equal((await inbox.pushes({ answered: 'OK' })).length, 0);
  });

  it('lets a behaviour of a token pass before that of *, and counts it down', async () => {
    await inbox.behave('*', { answer: 'INTERNAL' });
    await inbox.behave('mine', { answer: 'UNREGISTERED', times: 1 });
    assert.match((await sendTo('mine')).error?.code ?? '', /not-registered/);
    assert.match((await sendTo('mine')).error?.code ?? '', /internal-error/);
    await inbox.forgive('*');
    assert.equal((await sendTo('mine')).success, true);
  });
});
