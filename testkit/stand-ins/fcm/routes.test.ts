import assert from 'node:assert/strict';
import { fcmInbox, type FcmInbox } from './client.ts';
import { startFcmStandIn, type FcmStandIn } from './server.ts';
import type { Json, Push } from './types.ts';

describe('the FCM stand-in, over plain HTTP', () => {
  let standIn: FcmStandIn;
  let inbox: FcmInbox;
  const heard: Push[] = [];

  before(async () => {
    standIn = await startFcmStandIn({ onPush: (push) => heard.push(push) });
    inbox = fcmInbox(standIn.host);
  });
  after(() => standIn.stop());
  beforeEach(async () => {
    heard.length = 0;
    await inbox.clear();
    await inbox.forgive();
  });

  function post(body: string, project = 'p1', authorization = 'Bearer owner'): Promise<Response> {
    const url = `http://${standIn.host}/v1/projects/${project}/messages:send`;
    return fetch(url, { method: 'POST', body, headers: { authorization } });
  }
  const send = (message: Json, project?: string): Promise<Response> =>
    post(JSON.stringify({ message }), project);

  it('answers in the format of FCM', async () => {
    await inbox.behave('gone', { answer: 'UNREGISTERED' });
    const response = await send({ token: 'gone' });
    assert.equal(response.status, 404);
    assert.deepEqual(await response.json(), {
      error: {
        code: 404,
        message: 'Requested entity was not found.',
        status: 'NOT_FOUND',
        details: [
          {
            '@type': 'type.googleapis.com/google.firebase.fcm.v1.FcmError',
            errorCode: 'UNREGISTERED',
          },
        ],
      },
    });
  });

  it('wants a bearer token', async () => {
    for (const authorization of ['', 'Basic abc', 'Bearer ']) {
      const response = await post('{"message":{"token":"t"}}', 'p1', authorization);
      assert.equal(response.status, 401, authorization);
    }
    assert.deepEqual(await inbox.pushes(), []);
  });

  it('refuses what FCM refuses, naming the field', async () => {
    const refused: [Json, RegExp][] = [
      [{}, /Recipient of the message is not set/],
      [{ token: '' }, /Recipient/],
      [{ token: 't', topic: 'news' }, /'target' is already set/],
      [{ token: 't', data: { n: 12 } }, /message\.data\[0\]\.value' \(TYPE_STRING\), 12/],
      [{ token: 't', data: [] }, /message\.data/],
      [{ token: 't', android: { data: { gcm: 'x' } } }, /Invalid data payload key: gcm/],
      [{ token: 't', collapse_key: 'x' }, /Unknown name "collapse_key" at 'message'/],
      [{ token: 't', notification: { text: 'x' } }, /"text" at 'message.notification'/],
      [{ topic: 'news', data: { k: 'x'.repeat(2048) } }, /2049 bytes, the limit is 2048/],
      [{ token: 't', apns: { payload: { aps: { alert: 'x'.repeat(4096) } } } }, /too big/],
    ];
    for (const [message, reason] of refused) {
      const response = await send(message);
      assert.equal(response.status, 400, String(reason));
      const { error } = (await response.json()) as { error: { message: string } };
      assert.match(error.message, reason);
    }
    assert.equal((await post('{"message":')).status, 400);
    assert.equal((await post('{}')).status, 400);
    assert.equal((await inbox.pushes({ answered: 'OK' })).length, 0);
    assert.equal((await inbox.pushes({ answered: 'INVALID_ARGUMENT' })).length, refused.length);
  });

  it('filters the inbox by project, token and answer, newest last', async () => {
    await inbox.behave('b', { answer: 'UNREGISTERED', project: 'p2' });
    await send({ token: 'a' }, 'p1');
    await send({ token: 'b' }, 'p1');
    await send({ token: 'b' }, 'p2');
    await send({ topic: 'news' }, 'p2');
    const seen = async (filter: Parameters<FcmInbox['pushes']>[0]): Promise<string[]> =>
      (await inbox.pushes(filter)).map((push) => `${push.project} ${push.token} ${push.answer}`);
    assert.deepEqual(await seen({}), ['p1 a OK', 'p1 b OK', 'p2 b UNREGISTERED', 'p2 null OK']);
    assert.deepEqual(await seen({ project: 'p2' }), ['p2 b UNREGISTERED', 'p2 null OK']);
    assert.deepEqual(await seen({ token: 'b' }), ['p1 b OK', 'p2 b UNREGISTERED']);
    assert.deepEqual(await seen({ token: 'b', answered: 'OK' }), ['p1 b OK']);
    assert.equal(heard.length, 4);
    await inbox.clear('p1');
    assert.deepEqual(await seen({}), ['p2 b UNREGISTERED', 'p2 null OK']);
  });

  it('waits for pushes that are there and for those to come', async () => {
    await send({ token: 'a', data: { text: 'Zażółć\n\n🙂' } }, 'p1');
    const waiting = inbox.waitFor(2, { project: 'p1' });
    await send({ token: 'x' }, 'p2');
    await send({ token: 'b' }, 'p1');
    const pushes = await waiting;
    assert.deepEqual(
      pushes.map(({ token }) => token),
      ['a', 'b'],
    );
    assert.deepEqual(pushes[0]?.message.data, { text: 'Zażółć\n\n🙂' });
  });

  it('says what did come when a wait fails', async () => {
    await send({ token: 'a' });
    await assert.rejects(
      inbox.waitFor(2, { token: 'a', deadline_ms: 30 }),
      /Waited for 2 pushes matching \{"token":"a"\}, got 1: .*"token":"a"/,
    );
  });

  it('continues a stream after the last event id', async () => {
    await send({ token: 'a' });
    await send({ token: 'b' });
    const url = `http://${standIn.host}/inbox/stream`;
    const read = async (headers: Record<string, string>): Promise<string> => {
      const response = await fetch(url, { headers });
      assert.equal(response.headers.get('content-type'), 'text/event-stream');
      const reader = response.body?.getReader();
      const { value } = (await reader?.read()) ?? {};
      await reader?.cancel();
      return new TextDecoder().decode(value);
    };
    const first = await read({});
    assert.match(first, /^id: \d+\nevent: push\ndata: \{.*"token":"a"/);
    const id = /^id: (\d+)/.exec(first)?.[1] ?? '';
    assert.match(await read({ 'last-event-id': id }), /"token":"b"/);
  });

  it('holds an answer back while the push is already in the inbox', async () => {
    await inbox.behave('slow', { answer: 'OK', delay_ms: 60_000 });
    const hangUp = new AbortController();
    const sending = fetch(`http://${standIn.host}/v1/projects/p1/messages:send`, {
      method: 'POST',
      body: '{"message":{"token":"slow"}}',
      headers: { authorization: 'Bearer owner' },
      signal: hangUp.signal,
    });
    await inbox.waitFor(1, { token: 'slow' });
    hangUp.abort();
    await assert.rejects(sending, { name: 'AbortError' });
  });

  it('lists its routes, opens reading to pages and refuses nonsense', async () => {
    const index = await fetch(`http://${standIn.host}/`);
    assert.equal(index.headers.get('access-control-allow-origin'), '*');
    assert.match(await index.text(), /GET \/inbox\/stream/);
    assert.equal((await fetch(`http://${standIn.host}/nope`)).status, 404);
    for (const body of ['{"answer":"MAYBE"}', '{"times":-1}', '[]', '{']) {
      const url = `http://${standIn.host}/behaviours/t`;
      assert.equal((await fetch(url, { method: 'PUT', body })).status, 400, body);
    }
  });
});
