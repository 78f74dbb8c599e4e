import type { restApp } from '../../functions/src/wire/rest/app.ts';
import type { CallerClaims, RestAnswer, RestOptions } from './model.ts';

/** What the platform hands a callable for a verified ID token. */
export function callableRequest(caller: CallerClaims | null, data: unknown, now: number) {
  const request = { data, acceptsStreaming: false, rawRequest: {} };
  if (caller === null) return request;
  const { uid, sid = 'test-session', admin = false, must_change_password = false, claims } = caller;
  const own = { uid, sub: uid, sid, admin, must_change_password, exp: now + 3600 };
  const token = { ...own, ...claims };
  return { ...request, auth: { uid, token, rawToken: '' } };
}

/** A REST request, in process, as the platform hands it on. */
export async function restRequest(
  app: ReturnType<typeof restApp>,
  method: string,
  path: string,
  { body, token, headers = {}, ip = '127.0.0.1' }: RestOptions,
): Promise<RestAnswer> {
  const sent = {
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(token !== undefined && { authorization: `JWT ${token}` }),
    ...headers,
  };
  const is_raw = typeof body === 'string' || body instanceof Uint8Array;
  const payload = is_raw ? (body as string | Uint8Array<ArrayBuffer>) : JSON.stringify(body);
  const response = await app.request(
    path,
    { method, headers: sent, ...(body !== undefined && { body: payload }) },
    { incoming: { headers: { ...sent, 'x-forwarded-for': ip } } },
  );
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as RestAnswer['body'],
  };
}
