import type { CallableFunction, CallableRequest, Request } from 'firebase-functions/v2/https';

import { ParleyError } from '../kernel/errors.ts';
import { MAX_DEPTH, NOT_PLAIN, prototypeFields } from '../kernel/validate.ts';
import { MAX_BODY_BYTES, maxBodyBytes } from './body.ts';

/** What iOS and Android send for a 64-bit integer, and all that the SDK decodes. */
const INTEGERS = new Set<unknown>([
  'type.googleapis.com/google.protobuf.Int64Value',
  'type.googleapis.com/google.protobuf.UInt64Value',
]);

/** What is wrong with bodies that the SDK did not get to see, by their requests. */
const refusals = new WeakMap<object, ParleyError>();

/**
 * The callable, which is spared bodies that its SDK cannot take. The SDK would answer some with
 * INTERNAL, all of them without a reason, and would log them whole, passwords included. It gets an
 * empty one instead, and goes through the rest as ever: who may read the answer, and who calls.
 *
 * @param load the endpoint, of which is asked how much it takes only where a body has more than usual
 */
export function withReadableBody<F extends CallableFunction<unknown, unknown>>(
  callable: F,
  load: () => Promise<{ max_body_bytes?: number }>,
): F {
  const guarded = async (request: Request, response: Parameters<F>[1]) => {
    const refusal = (await isTooLarge(request, load))
      ? new ParleyError('BODY_TOO_LARGE')
      : refusalOf(request);
    if (refusal !== undefined) {
      refusals.set(request, refusal);
      request.body = { data: null };
      request.headers['content-type'] = 'application/json';
    }
    return callable(request, response);
  };
  // What a deploy finds out about the function lies on it.
  return Object.defineProperties(guarded, Object.getOwnPropertyDescriptors(callable)) as F;
}

/**
 * What the caller sent.
 *
 * @throws ParleyError where the body was not one of a callable
 */
export function dataOf({ rawRequest, data }: CallableRequest): unknown {
  const refusal = refusals.get(rawRequest);
  if (refusal !== undefined) throw refusal;
  return data;
}

async function isTooLarge(
  request: Request,
  load: () => Promise<{ max_body_bytes?: number }>,
): Promise<boolean> {
  // Not there where a request without a body was not looked at by the platform's parser.
  const bytes = (request.rawBody as Buffer | undefined)?.length ?? 0;
  return bytes > MAX_BODY_BYTES && bytes > maxBodyBytes(await load());
}

function refusalOf(request: Request): ParleyError | undefined {
  const body = request.body as unknown;
  const isJson = /^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '');
  if (!isJson || typeof body !== 'object' || body === null || Array.isArray(body)) {
    return new ParleyError('BODY_NOT_JSON');
  }
  const { data, ...more } = body as Record<string, unknown>;
  const problems = Object.keys(more).map((field) => ({
    field,
    message: 'There is no such field.',
  }));
  if (data === undefined) problems.push({ field: 'data', message: 'is missing' });
  else problems.push(...(isDecodable(data) ? prototypeFields(data) : [NOT_PLAIN]));
  return problems.length > 0 ? new ParleyError('FIELDS_INVALID', problems) : undefined;
}

/** Whether the SDK can decode a value, which it does by recursion and with one type it knows. */
function isDecodable(value: unknown, depth = 0): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (depth > MAX_DEPTH) return false;
  const { '@type': type, value: number } = value as Record<string, unknown>;
  if (type) {
    const isNumber = typeof number === 'string' || typeof number === 'number';
    return INTEGERS.has(type) && isNumber && !Number.isNaN(parseFloat(String(number)));
  }
  return Object.values(value).every((field) => isDecodable(field, depth + 1));
}
