import assert from 'node:assert/strict';

import { z } from 'zod';

import { endpoint } from '../functions/src/context/endpoint.ts';
import { MAX_BODY_BYTES } from '../functions/src/wire/body.ts';
import { callable } from '../functions/src/wire/callable.ts';
import { defineFunctions } from '../functions/src/wire/functions.ts';
import { nestedLists } from '../testkit/arbitrary.ts';
import { serveCallables } from '../testkit/callable-server.ts';
import { printedBy } from '../testkit/captured-output.ts';
import type { StandIn } from '../testkit/stand-ins/common/http.ts';
import { openWorld, type World } from '../testkit/world.ts';

const INT64 = 'type.googleapis.com/google.protobuf.Int64Value';

/** Open to anybody, and to bodies of three times the usual size. */
const LARGE = endpoint({
  name: 'large',
  summary: 'Take a large body',
  auth: 'none',
  max_body_bytes: 3 * MAX_BODY_BYTES,
  input: z.strictObject({ text: z.string() }),
  output: z.object({ length: z.int() }),
  handler: async (_ctx, { text }) => ({ length: text.length }),
});

interface Answer {
  status: number;
  origin: string | null;
  error?: { status: string; details?: { reason: string; fields?: { field: string }[] } };
  result?: unknown;
}

describe('bodies that a callable’s SDK cannot take', () => {
  let world: World;
  let server: StandIn;
  before(async () => {
    world = await openWorld();
    const context = () => world.context;
    const functions = { ...defineFunctions(context), large: callable(context, async () => LARGE) };
    server = await serveCallables(functions);
  });
  after(async () => {
    await server.stop();
    await world.close();
  });

  /** Calls what is open to anybody and reads nothing, as a page does. */
  const call = async (
    body: string,
    type = 'application/json',
    name = 'verifySession',
  ): Promise<Answer> => {
    const response = await fetch(`http://${server.host}/${name}`, {
      method: 'POST',
      headers: { 'content-type': type, origin: 'https://app.example' },
      body,
    });
    const origin = response.headers.get('access-control-allow-origin');
    return { status: response.status, origin, ...((await response.json()) as object) };
  };

  const CASES: [what: string, body: string, reason: string, fields: string[], type?: string][] = [
    ['a type of nobody’s', '{"data":{"@type":"x"}}', 'FIELDS_INVALID', ['data']],
    ['a type deep within', '{"data":{"token":[{"@type":{}}]}}', 'FIELDS_INVALID', ['data']],
    ['an integer without a value', `{"data":{"@type":"${INT64}"}}`, 'FIELDS_INVALID', ['data']],
    [
      'an integer that cannot be read',
      `{"data":{"@type":"${INT64}","value":{"toString":1}}}`,
      'FIELDS_INVALID',
      ['data'],
    ],
    ['lists within lists', `{"data":{"token":${nestedLists(5_000)}}}`, 'FIELDS_INVALID', ['data']],
    ['only lists', `{"data":${nestedLists(100_000)}}`, 'FIELDS_INVALID', ['data']],
    ['a field of every object', '{"data":{"__proto__":1}}', 'FIELDS_INVALID', ['__proto__']],
    ['a prototype', '{"data":{"__proto__":{"token":"x"}}}', 'FIELDS_INVALID', ['__proto__']],
    [
      'a prototype deep within',
      '{"data":{"token":[{"a":{"__proto__":null}}]}}',
      'FIELDS_INVALID',
      ['token.0.a.__proto__'],
    ],
    ['a prototype beside data', '{"data":{},"__proto__":{}}', 'FIELDS_INVALID', ['__proto__']],
    ['nothing', '', 'FIELDS_INVALID', ['data']],
    ['no data', '{"token":"x"}', 'FIELDS_INVALID', ['data', 'token']],
    ['more than data', '{"data":{"token":"x"},"more":1}', 'FIELDS_INVALID', ['more']],
    ['a list', '[]', 'BODY_NOT_JSON', []],
    ['text', 'data', 'BODY_NOT_JSON', [], 'text/plain'],
    ['JSON that is not called so', '{"data":{"token":"x"}}', 'BODY_NOT_JSON', [], 'text/plain'],
    [
      'more than 256 KiB',
      JSON.stringify({ data: { token: 'x'.repeat(MAX_BODY_BYTES) } }),
      'BODY_TOO_LARGE',
      [],
    ],
  ];
  for (const [what, body, reason, fields, type] of CASES) {
    it(`${what}: 400 ${reason}, and it is not printed`, async () => {
      const { result, output } = await printedBy(() => call(body, type));
      assert.equal(result.status, 400, JSON.stringify(result));
      assert.equal(result.error?.status, 'INVALID_ARGUMENT');
      const details = result.error.details;
      assert.equal(details?.reason, reason);
      assert.deepEqual((details.fields ?? []).map(({ field }) => field).toSorted(), fields);
      // Also to pages, which are to know why.
      assert.ok(result.origin);
      assert.ok(!output.includes('Request body'), output);
      assert.ok(!output.includes('cannot be decoded'), output);
    });
  }

  it('may be larger where an endpoint says so, and no larger than that', async () => {
    const large = async (bytes: number) => {
      const body = JSON.stringify({ data: { text: 'x'.repeat(bytes) } });
      const { error, result } = await call(body, 'application/json', 'large');
      return error?.details?.reason ?? result;
    };
    assert.deepEqual(await large(2 * MAX_BODY_BYTES), { length: 2 * MAX_BODY_BYTES });
    assert.equal(await large(3 * MAX_BODY_BYTES), 'BODY_TOO_LARGE');
  });

  it('are none of those that iOS and Android send for an integer', async () => {
    const integer = { '@type': INT64, value: '7' };
    const { result } = await printedBy(() => call(JSON.stringify({ data: { token: integer } })));
    // A number by now, where a text is wanted.
    assert.deepEqual(
      result.error?.details?.fields?.map(({ field }) => field),
      ['token'],
    );
    const { result: good } = await printedBy(() => call('{"data":{"token":"x"}}'));
    assert.deepEqual(good.result, { valid: false, reason: 'TOKEN_MALFORMED' });
  });

  it('leave what a deploy finds out about a callable as it is', () => {
    const { verifySession } = defineFunctions(() => world.context);
    assert.ok('callableTrigger' in (verifySession as unknown as { __endpoint: object }).__endpoint);
    assert.equal(typeof verifySession.run, 'function');
  });
});
