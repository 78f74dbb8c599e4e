import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import type { Json, JsonObject } from './json.ts';

/** An HTTP answer of a stand-in. */
export type HttpAnswer = { status: number; headers?: Record<string, string>; body: JsonObject };

/** Where a stand-in listens; port 0 takes a free one. */
export type Address = { host?: string; port?: number };

/** A running stand-in. */
export type StandIn = {
  /** `ip:port` it listens on, over plain HTTP/1.1. */
  host: string;
  /** Ends it, open streams and connections included. */
  stop(): Promise<void>;
};

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Serves HTTP; `onError` makes the answer to a request whose handler failed. */
export async function listen(
  { host = '127.0.0.1', port = 0 }: Address,
  handler: Handler,
  onError: (reason: string) => HttpAnswer,
): Promise<StandIn> {
  const server = createServer((request, response) => {
    handler(request, response).catch((error: unknown) => {
      if (response.headersSent) return response.destroy();
      sendJson(response, onError(error instanceof Error ? error.message : 'unknown'));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  // A server that listens on TCP has an AddressInfo.
  const bound = server.address() as AddressInfo;
  return {
    host: `${bound.address}:${bound.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

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

/** Waits out a delay, or until the sender hangs up. */
export function held(response: ServerResponse, delayMs: number): Promise<void> {
  if (delayMs === 0) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, delayMs);
    response.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
