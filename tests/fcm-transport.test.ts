import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import {
  createServer as createTcpServer,
  type AddressInfo,
  type Server as TcpServer,
} from 'node:net';

import { deleteApp, initializeApp, type App } from 'firebase-admin/app';
import { getMessaging, type Messaging } from 'firebase-admin/messaging';

import { fcmSender } from '../functions/src/edges/fcm/fcm-sender.ts';
import { localFcmAgent } from '../functions/src/edges/fcm/local-transport.ts';
import type { PushOutcome } from '../functions/src/modules/push/sender.ts';
import { memoryLog } from '../testkit/memory-log.ts';
import { failureAnswer } from '../testkit/stand-ins/fcm/answers.ts';
import { redirectFcm } from '../testkit/stand-ins/fcm/over-http2.ts';
import type { Failure } from '../testkit/stand-ins/fcm/types.ts';

/** An answer of FCM, or of what stands before it. */
interface Answer {
  status: number;
  body: string;
}

const html = (status: number): Answer => ({ status, body: `<html>${status}</html>` });
const plain = (code: number, status: string, message = status): Answer => ({
  status: code,
  body: JSON.stringify({ error: { code, status, message } }),
});
const ofFcm = (failure: Failure): Answer => {
  const { status, body } = failureAnswer(failure);
  return { status, body: JSON.stringify(body) };
};

const CASES: [name: string, answer: Answer, outcome: PushOutcome][] = [
  ['200', { status: 200, body: '{"name":"projects/p/messages/1"}' }, 'sent'],
  ['UNREGISTERED', ofFcm('UNREGISTERED'), 'dead'],
  ['INVALID_ARGUMENT of a token', ofFcm('INVALID_ARGUMENT'), 'dead'],
  ['INVALID_ARGUMENT of a push', plain(400, 'INVALID_ARGUMENT', 'Unknown name'), 'rejected'],
  ['SENDER_ID_MISMATCH', ofFcm('SENDER_ID_MISMATCH'), 'rejected'],
  ['THIRD_PARTY_AUTH_ERROR', ofFcm('THIRD_PARTY_AUTH_ERROR'), 'rejected'],
  ['QUOTA_EXCEEDED', ofFcm('QUOTA_EXCEEDED'), 'unavailable'],
  ['UNAVAILABLE', ofFcm('UNAVAILABLE'), 'unavailable'],
  ['INTERNAL', ofFcm('INTERNAL'), 'unavailable'],
  ['a 504 DEADLINE_EXCEEDED', plain(504, 'DEADLINE_EXCEEDED'), 'unavailable'],
  ['a 500 UNKNOWN', plain(500, 'UNKNOWN'), 'unavailable'],
  ['a 502 in JSON', plain(502, 'BAD_GATEWAY'), 'unavailable'],
  ['a 503 that says INVALID_ARGUMENT', plain(503, 'INVALID_ARGUMENT'), 'unavailable'],
  ['a 408', html(408), 'unavailable'],
  ['a page of 400', html(400), 'unavailable'],
  ['a page of 404', html(404), 'unavailable'],
  ['a page of 429', html(429), 'unavailable'],
  ['a page of 502', html(502), 'unavailable'],
  ['a page of 504', html(504), 'unavailable'],
  ['a page instead of an answer', html(200), 'unavailable'],
  ['a 401 of our own access token', plain(401, 'UNAUTHENTICATED'), 'unavailable'],
  ['a 403 where the API is switched off', plain(403, 'PERMISSION_DENIED'), 'unavailable'],
  ['a 404 that is not of the token', plain(404, 'NOT_FOUND'), 'unavailable'],
  ['a code that is new', plain(418, 'TEAPOT'), 'unavailable'],
];

const note = {
  title: 't',
  body: 'b',
  data: {},
  badge: 1,
  thread_id: 'c',
  collapse_id: 'm',
};

for (const transport of ['HTTP/2, as in production', 'HTTP/1.1, as in the emulator'] as const) {
  describe(`what FCM says of a push over ${transport}`, () => {
    const is_http2 = transport.startsWith('HTTP/2');
    let app: App | undefined;
    let server: TcpServer | undefined;
    let restore = () => {};
    let answer: Answer;

    afterEach(async () => {
      restore();
      if (app !== undefined) await deleteApp(app);
      server?.close();
    });

    const serve = (): Server | TcpServer => {
      const headers = { 'retry-after': '61' };
      if (!is_http2) {
        return createServer((_request, response) => {
          response.writeHead(answer.status, headers).end(answer.body);
        });
      }
      return createHttp2Server((_request, response) => {
        response.writeHead(answer.status, headers);
        response.end(answer.body);
      });
    };
    const listen = async (on: TcpServer): Promise<string> => {
      server = on;
      await new Promise<void>((resolve) => on.listen(0, '127.0.0.1', resolve));
      return `127.0.0.1:${(on.address() as AddressInfo).port}`;
    };
    const connect = (host: string, getAccessToken = () => Promise.resolve(TOKEN)): Messaging => {
      const credential = { getAccessToken };
      const agent = is_http2 ? {} : { httpAgent: localFcmAgent(host) };
      app = initializeApp({ projectId: 'p', credential, ...agent }, `fcm-${host}`);
      const messaging = getMessaging(app);
      if (is_http2) restore = redirectFcm(host);
      else messaging.enableLegacyHttpTransport();
      return messaging;
    };
    const TOKEN = { access_token: 'owner', expires_in: 3600 };
    const send = (messaging: Messaging, limit_ms?: number) => {
      const sender = fcmSender(() => Promise.resolve(messaging), memoryLog(), limit_ms);
      return sender.send(['a', 'b'].map((token) => ({ token, note })));
    };

    it('is final only where that is known', async () => {
      const messaging = connect(await listen(serve()));
      for (const [name, given, outcome] of CASES) {
        answer = given;
        assert.deepEqual(await send(messaging), [outcome, outcome], name);
      }
    });

    it('is nothing on a closed port: unavailable', async () => {
      const host = await listen(createTcpServer());
      await new Promise((resolve) => server?.close(resolve));
      assert.deepEqual(await send(connect(host)), ['unavailable', 'unavailable']);
    });

    it('is nothing where the connection breaks off, also where the SDK never answers', async () => {
      const host = await listen(createTcpServer((socket) => socket.destroy()));
      assert.deepEqual(await send(connect(host), 500), ['unavailable', 'unavailable']);
    });

    it('is nothing without credentials: unavailable', async () => {
      const messaging = connect(await listen(serve()), () => Promise.reject(new Error('no token')));
      assert.deepEqual(await send(messaging), ['unavailable', 'unavailable']);
    });
  });
}

describe('pushes beyond the first batch', () => {
  it('are unavailable, and not tried, where FCM cannot be reached', async () => {
    let loads = 0;
    const log = memoryLog();
    const sender = fcmSender(() => {
      loads += 1;
      return Promise.reject(new Error('not to be loaded'));
    }, log);
    const pushes = Array.from({ length: 501 }, (_, index) => ({ token: `${index}`, note }));
    const outcomes = await sender.send(pushes);
    assert.equal(outcomes.length, 501);
    assert.deepEqual([...new Set(outcomes)], ['unavailable']);
    assert.equal(loads, 1);
    assert.equal(log.lines.length, 1);
  });
});
