import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

import type { HttpAnswer } from './answers.ts';
import type { Json } from './types.ts';

/** The request's body as JSON; an empty body is `{}`. @throws SyntaxError when it is not JSON */
export async function readJson(request: IncomingMessage): Promise<Json> {
  const body = await text(request);
  return body === '' ? {} : (JSON.parse(body) as Json);
}

/** Sends an answer as JSON. Reading is open to pages of any origin. */
export function sendJson(response: ServerResponse, answer: HttpAnswer): void {
  response.writeHead(answer.status, {
    'content-type': 'application/json; charset=UTF-8',
    'access-control-allow-origin': '*',
    ...answer.headers,
  });
  response.end(JSON.stringify(answer.body, null, 2));
}
