import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpAnswer } from './answers.ts';
import type { Json } from './types.ts';

/** The request's body as JSON; an empty body is `{}`. @throws SyntaxError when it is not JSON */
export async function readJson(request: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString('utf8');
  const parsed: Json = text === '' ? {} : JSON.parse(text);
  return parsed;
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
