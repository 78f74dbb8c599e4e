import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Behaviour, Behaviours } from './behaviours.ts';
import { readJson, sendJson } from './http.ts';
import type { Inbox } from './inbox.ts';
import type { Json, JsonObject } from './json.ts';
import { streamInbox } from './stream.ts';

/** One request: what it asks for, as `GET /inbox`, and its query. */
export interface Call {
  request: IncomingMessage;
  response: ServerResponse;
  call: string;
  query: (name: string) => string | undefined;
}

/** Reads a request's method, path and query. */
export function callOf(request: IncomingMessage, response: ServerResponse): Call {
  const url = new URL(request.url ?? '/', 'http://stand-in');
  return {
    request,
    response,
    call: `${request.method} ${url.pathname}`,
    query: (name) => url.searchParams.get(name) ?? undefined,
  };
}

/** What a stand-in shows of its inbox. */
interface Shown<T> {
  /** What `GET /` answers. */
  index: JsonObject;
  inbox: Inbox<T>;
  /** What the items are called in `GET /inbox`, and one of them in the stream. */
  names: readonly [many: string, one: string];
  wanted: (item: T) => boolean;
  /** What `DELETE /inbox` forgets. */
  unwanted: (item: T) => boolean;
}

/** `GET /`, `GET` and `DELETE /inbox`, `GET /inbox/stream`. Answers whether the request was one of them. */
export function servesInbox<T extends object>(
  { request, response, call }: Call,
  { index, inbox, names: [many, one], wanted, unwanted }: Shown<T>,
): boolean {
  switch (call) {
    case 'GET /':
      sendJson(response, { status: 200, body: index });
      return true;
    case 'GET /inbox': {
      const items = inbox.list(wanted).map((item) => ({ ...item }) as JsonObject);
      sendJson(response, { status: 200, body: { [many]: items } });
      return true;
    }
    case 'GET /inbox/stream':
      streamInbox(request, response, one, inbox, wanted);
      return true;
    case 'DELETE /inbox':
      inbox.clear(unwanted);
      sendJson(response, { status: 200, body: {} });
      return true;
    default:
      return false;
  }
}

/**
 * `GET` and `DELETE /behaviours`, `PUT` and `DELETE /behaviours/{target}`. Answers whether the request
 * was one of them.
 *
 * @param field what a target is called in the answer
 */
export async function servesBehaviours<A extends string>(
  { request, response, call }: Call,
  field: string,
  behaviours: Behaviours<A>,
  parse: (body: Json) => Behaviour<A>,
): Promise<boolean> {
  const [, method, name] = /^(GET|PUT|DELETE) \/behaviours(?:\/([^/]+))?$/.exec(call) ?? [];
  const target = name === undefined ? undefined : decodeURIComponent(name);
  if (method === undefined) return false;
  // One is set for a target; they are listed all together.
  if (method !== 'DELETE' && (method === 'PUT') !== (target !== undefined)) return false;
  if (method === 'PUT' && target !== undefined) {
    behaviours.put(target, parse(await readJson(request)));
  } else if (method === 'DELETE') {
    behaviours.clear(target);
  }
  const known = behaviours.list().map(([of, behaviour]) => ({ [field]: of, ...behaviour }));
  sendJson(response, { status: 200, body: { behaviours: known } });
  return true;
}
