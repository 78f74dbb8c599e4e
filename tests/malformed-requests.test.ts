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

  it('that the platform answers by itself get its status, and no stack', async () => {
    const api = `http://${emulatorHosts().functions}/${suiteProject()}/us-central1/api/`;
    const answers: [body: string | Buffer, headers: Headers, status: number][] = [
      ['{"token":', JSON_TYPE, 400],
      ['"x"', JSON_TYPE, 400],
      ['{}', { 'content-type': 'application/json; charset=klingon' }, 415],
      ['{}', { ...JSON_TYPE, 'content-encoding': 'zip' }, 415],
      ['{}', { ...JSON_TYPE, 'content-encoding': 'gzip' }, 400],
    ];
    for (const [body, headers, status] of answers) {
      const answer = await send(api, 'api-token-verify', body, headers);
      assert.equal(answer.status, status, answer.text);
      assert.ok(!STACK.test(answer.text), answer.text);
    }
    const large = JSON.stringify({ token: 'x'.repeat(MAX_BODY_BYTES) });
    const { status, text: said } = await send(api, 'api-token-verify', large, JSON_TYPE);
    assert.equal(status, 413);
    assert.ok(said.includes('BODY_TOO_LARGE'), said);
  });
});
