import type { Context as HonoContext } from 'hono';

import { ParleyError } from '../../kernel/errors.ts';

/**
 * The input of a REST request: the fields of the JSON body or of the query, and the path's parameters,
 * which win.
 *
 * @throws ParleyError BODY_NOT_JSON
 */
export async function inputOf(c: HonoContext): Promise<Record<string, unknown>> {
  const fields = c.req.method === 'GET' ? c.req.query() : await jsonBody(c);
  return { ...fields, ...c.req.param() };
}

async function jsonBody(c: HonoContext): Promise<object> {
  const text = await c.req.text();
  if (text === '') return {};
  const type = c.req.header('content-type') ?? '';
  if (!/^application\/json\b/i.test(type)) throw new ParleyError('BODY_NOT_JSON');
  const body = parse(text);
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  if (!isObject) throw new ParleyError('BODY_NOT_JSON');
  return body;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ParleyError('BODY_NOT_JSON');
  }
}
