import type { Context as HonoContext } from 'hono';

import { ParleyError } from '../../kernel/errors.ts';
import type { Files } from './routes.ts';

/**
 * The input of a REST request: the fields of the JSON body or of the query, and the path's parameters,
 * which win.
 *
 * @param files what a body may be instead of JSON
 * @throws ParleyError BODY_NOT_JSON, BODY_ENCODING_UNSUPPORTED, FIELDS_INVALID
 */
export async function inputOf(c: HonoContext, files?: Files): Promise<Record<string, unknown>> {
  assertReadable(new URL(c.req.url).pathname);
  const fields = c.req.method === 'GET' ? queryOf(c) : await bodyOf(c, files);
  return { ...fields, ...c.req.param() };
}

/** `?type=` says no more than leaving it out. */
function queryOf(c: HonoContext): Record<string, string> {
  return Object.fromEntries(Object.entries(c.req.query()).filter(([, value]) => value !== ''));
}

/** An escape that stands for no text would reach the use case as it was written. */
function assertReadable(path: string): void {
  try {
    decodeURIComponent(path);
  } catch {
    const message = 'has a percent escape that stands for nothing';
    throw new ParleyError('FIELDS_INVALID', [{ field: 'path', message }]);
  }
}

/** The platform undoes these before it hands a request on, and leaves the header as it was. */
const ENCODINGS = new Set(['identity', 'gzip', 'deflate', 'br']);

async function bodyOf(c: HonoContext, files?: Files): Promise<object> {
  const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const field = Object.entries(files?.fields ?? {}).find(([each]) => each === type)?.[1];
  if (field === undefined) return jsonBody(c);
  assertPlain(c);
  // In whatever else it may be written: what matters of such files is ASCII.
  const beside = Object.entries(queryOf(c)).filter(([name]) => files?.query.includes(name));
  return { ...Object.fromEntries(beside), [field]: await c.req.text() };
}

async function jsonBody(c: HonoContext): Promise<object> {
  const bytes = await c.req.arrayBuffer();
  if (bytes.byteLength === 0) return {};
  const type = c.req.header('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) throw new ParleyError('BODY_NOT_JSON');
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(type)?.[1] ?? 'utf-8';
  if (!/^(utf-?8|us-ascii)$/i.test(charset)) throw new ParleyError('BODY_ENCODING_UNSUPPORTED');
  assertPlain(c);
  const body = parse(bytes);
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  if (!isObject) throw new ParleyError('BODY_NOT_JSON');
  return body;
}

function assertPlain(c: HonoContext): void {
  const encoding = c.req.header('content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (!ENCODINGS.has(encoding)) throw new ParleyError('BODY_ENCODING_UNSUPPORTED');
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

function parse(bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(UTF8.decode(bytes)) as unknown;
  } catch {
    throw new ParleyError('BODY_NOT_JSON');
  }
}
