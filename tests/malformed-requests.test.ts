import assert from 'node:assert/strict';
import { once } from 'node:events';
import {
  createServer,
  request,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer, text } from 'node:stream/consumers';

import { MAX_BODY_BYTES } from '../functions/src/wire/body.ts';
import { restListener } from '../functions/src/wire/rest/listener.ts';
import { nestedLists } from '../testkit/arbitrary.ts';
import { emulatorHosts, suiteProject } from '../testkit/hosts.ts';
import { openWorld, type World } from '../testkit/world.ts';

type Headers = Record<string, string>;
interface Answer {
  status: number;
  type: string;
  text: string;
}

const STACK = /\n\s+at |node_modules|&nbsp;at /;
const JSON_TYPE = { 'content-type': 'application/json' };

/** A request as it is, without the corrections of `fetch`. */
async function send(url: string, path: string, body: string | Buffer, headers: Headers) {
  const { hostname, port, pathname } = new URL(url);
  const sent = request({ hostname, port, path: pathname + path, method: 'POST', headers });
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const type = answer.headers['content-type'] ?? '';
  return { status: answer.statusCode ?? 0, type, text: await text(answer) } satisfies Answer;
}

describe('malformed REST requests', () => {
  let world: World;
  let server: Server;
  let base: string;
  before(async () => {
    world = await openWorld();
    const listener = restListener(world.context);
    // The platform has read the body by then.
    const serve = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
      const rawBody = await buffer(incoming);
      await listener(Object.assign(incoming, { rawBody }), outgoing);
    };
    server = createServer((incoming, outgoing) => void serve(incoming, outgoing));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  after(async () => {
    server.closeAllConnections();
    server.close();
    await world.close();
  });

  const verify = (body: string | Buffer, headers: Headers = JSON_TYPE) =>
    send(base, 'api-token-verify', body, headers);
  const at = (path: string) => send(base, path, '{}', JSON_TYPE);
  const CASES: [what: string, act: () => Promise<Answer>, status: number, reason: string][] = [
    ['malformed JSON', () => verify('{"token":'), 400, 'BODY_NOT_JSON'],
    ['bytes that are no UTF-8', () => verify(Buffer.from([123, 255])), 400, 'BODY_NOT_JSON'],
    ['lists within lists', () => verify(`{"token":${nestedLists(60_000)}}`), 400, 'FIELDS_INVALID'],
    ['only lists', () => verify(nestedLists(60_000)), 400, 'BODY_NOT_JSON'],
    [
      'JSON by another name',
      () => verify('{"token":"x"}', { 'content-type': 'application/json-seq' }),
      400,
      'BODY_NOT_JSON',
    ],
    [
      'an unknown charset',
      () => verify('{"token":"x"}', { 'content-type': 'application/json; charset=klingon' }),
      415,
      'BODY_ENCODING_UNSUPPORTED',
    ],
    [
      'UTF-16',
      () =>
        verify(Buffer.from('{"token":"x"}', 'utf16le'), {
          'content-type': 'application/json;charset="UTF-16"',
        }),
      415,
      'BODY_ENCODING_UNSUPPORTED',
    ],
    [
      'an unknown encoding',
      () => verify('{"token":"x"}', { ...JSON_TYPE, 'content-encoding': 'zip' }),
      415,
      'BODY_ENCODING_UNSUPPORTED',
    ],
    [
      'a body above the limit',
      () => verify(JSON.stringify({ token: 'x'.repeat(MAX_BODY_BYTES) })),
      413,
      'BODY_TOO_LARGE',
    ],
    [
      'a body above the limit that does not say how long it is',
      () =>
        verify('x'.repeat(MAX_BODY_BYTES + 1), { ...JSON_TYPE, 'transfer-encoding': 'chunked' }),
      413,
      'BODY_TOO_LARGE',
    ],
    ['a cut escape', () => at('chats/%E0%A4%A/messages'), 400, 'FIELDS_INVALID'],
    ['an escape of no character', () => at('chats/%ff/messages'), 400, 'FIELDS_INVALID'],
    ['an escape that is none', () => at('%zz'), 404, 'ROUTE_NOT_FOUND'],
    [
      'a host that is none',
      () => verify('{}', { ...JSON_TYPE, host: 'a b' }),
      400,
      'FIELDS_INVALID',
    ],
  ];
  for (const [what, act, status, reason] of CASES) {
    it(`${what}: ${status} ${reason}, in our form`, async () => {
      const answer = await act();
      assert.equal(answer.status, status, answer.text);
      assert.match(answer.type, /^application\/json/);
      const { error } = JSON.parse(answer.text) as { error: Record<string, unknown> };
      assert.equal(error['reason'], reason);
      assert.ok(!STACK.test(answer.text), answer.text);
    });
  }

  it('in every charset that means UTF-8 are served', async () => {
    for (const charset of ['utf-8', 'UTF8', '"utf-8"', 'us-ascii']) {
      const type = { 'content-type': `Application/JSON; charset=${charset}` };
      assert.equal((await verify('{"token":"x"}', type)).status, 200, charset);
    }
  });

  describe('at the public door', () => {
    const api = () => `http://${emulatorHosts().functions}/${suiteProject()}/us-central1/api/`;
    const JSON_AS = (charset: string) => ({
      'content-type': `application/json; charset=${charset}`,
    });
    const utf16 = Buffer.from('{"token":"x"}', 'utf16le');

    // Each is answered before our code is asked; see docs/security.md.
    const BY_THE_PLATFORM: [
      what: string,
      body: string | Buffer,
      headers: Headers,
      status: number,
    ][] = [
      ['JSON that is none', '{"token":', JSON_TYPE, 400],
      ['JSON that is a text', '"x"', JSON_TYPE, 400],
      ['an unknown charset', '{}', JSON_AS('klingon'), 415],
      ['an unknown encoding', '{}', { ...JSON_TYPE, 'content-encoding': 'zip' }, 415],
      ['another encoding than it says', '{}', { ...JSON_TYPE, 'content-encoding': 'gzip' }, 400],
    ];
    for (const path of ['api-token-verify', '../verifySession']) {
      for (const [what, body, headers, status] of BY_THE_PLATFORM) {
        it(`${what}, to ${path}: ${status} of the platform's parser, without code and stack`, async () => {
          const answer = await send(new URL(path, api()).href, '', body, headers);
          assert.equal(answer.status, status, answer.text);
          assert.match(answer.type, /^text\/html/);
          assert.ok(!STACK.test(answer.text), answer.text);
        });
      }
    }

    const large = JSON.stringify({ token: 'x'.repeat(MAX_BODY_BYTES) });
    const BY_US: [
      what: string,
      body: string | Buffer,
      headers: Headers,
      status: number,
      reason: string,
    ][] = [
      ['a body above the limit', large, JSON_TYPE, 413, 'BODY_TOO_LARGE'],
      ['a list', '[]', JSON_TYPE, 400, 'BODY_NOT_JSON'],
      ['UTF-16', utf16, JSON_AS('utf-16le'), 415, 'BODY_ENCODING_UNSUPPORTED'],
      ['another type', '{}', { 'content-type': 'text/plain' }, 400, 'BODY_NOT_JSON'],
      ['lists within lists', `{"token":${nestedLists(1000)}}`, JSON_TYPE, 400, 'FIELDS_INVALID'],
    ];
    for (const [what, body, headers, status, reason] of BY_US) {
      it(`${what}: ${status} ${reason}, in our form`, async () => {
        const answer = await send(api(), 'api-token-verify', body, headers);
        assert.equal(answer.status, status, answer.text);
        const { error } = JSON.parse(answer.text) as { error: Record<string, unknown> };
        assert.equal(error['reason'], reason);
      });
    }

    it('an escape that stands for nothing: 400 of whatever routes the request', async () => {
      // The emulator's router shows its own stack: nothing of ours is asked.
      const answer = await send(api(), 'chats/%E0%A4%A/messages', '{}', JSON_TYPE);
      assert.equal(answer.status, 400, answer.text);
    });
  });
});
