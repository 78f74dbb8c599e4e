import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { invalidArgument, notFound } from './answers.ts';
import { Behaviours, parseBehaviour } from './behaviours.ts';
import { readJson, sendJson } from './http.ts';
import { Inbox } from './inbox.ts';
import { INDEX } from './index-page.ts';
import { answerSend } from './send.ts';
import { streamPushes } from './stream.ts';
import type { Push } from './types.ts';

/** A running stand-in for FCM's HTTP v1 API. */
export type FcmStandIn = {
  /** `ip:port` it listens on, over plain HTTP/1.1. */
  host: string;
  /** Ends it, open streams and connections included. */
  stop(): Promise<void>;
};

/**
 * Starts a local server that speaks FCM's HTTP v1 API, keeps what it was sent in an inbox and can be
 * told, over HTTP, to refuse or delay sends. `GET /` lists its routes.
 *
 * @param options.port 0 takes a free port
 * @param options.onPush called for each push that reaches the inbox
 */
export async function startFcmStandIn(
  options: { host?: string; port?: number; onPush?: (push: Push) => void } = {},
): Promise<FcmStandIn> {
  const behaviours = new Behaviours();
  const inbox = new Inbox();
  const { onPush } = options;
  if (onPush) inbox.listen(({ push }) => onPush(push));

  const server = createServer((request, response) => {
    route(request, response, behaviours, inbox).catch((error: unknown) => {
      if (response.headersSent) return response.destroy();
      const reason = error instanceof Error ? error.message : 'unknown';
      sendJson(response, invalidArgument(`Invalid request: ${reason}`, undefined, false));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, options.host ?? '127.0.0.1', resolve);
  });
  // A server that listens on TCP has an AddressInfo.
  const { address, port } = server.address() as AddressInfo;
  return {
    host: `${address}:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  behaviours: Behaviours,
  inbox: Inbox,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://stand-in');
  const query = (name: string): string | undefined => url.searchParams.get(name) ?? undefined;
  const filter = { project: query('project'), token: query('token'), answered: query('answered') };
  const call = `${request.method} ${url.pathname}`;

  const project = /^POST \/v1\/projects\/([^/]+)\/messages:send$/.exec(call)?.[1];
  if (project !== undefined) return answerSend(request, response, project, behaviours, inbox);

  const token = /^(?:PUT|DELETE) \/behaviours\/([^/]+)$/.exec(call)?.[1];
  if (token !== undefined) {
    const name = decodeURIComponent(token);
    if (request.method === 'PUT') behaviours.put(name, parseBehaviour(await readJson(request)));
    else behaviours.clear(name);
    return sendJson(response, { status: 200, body: { behaviours: behaviours.list() } });
  }
  switch (call) {
    case 'GET /':
      return sendJson(response, { status: 200, body: INDEX });
    case 'GET /inbox':
      return sendJson(response, { status: 200, body: { pushes: inbox.list(filter) } });
    case 'GET /inbox/stream':
      return streamPushes(request, response, inbox, filter);
    case 'DELETE /inbox':
      inbox.clear(filter.project);
      return sendJson(response, { status: 200, body: {} });
    case 'GET /behaviours':
      return sendJson(response, { status: 200, body: { behaviours: behaviours.list() } });
    case 'DELETE /behaviours':
      behaviours.clear();
      return sendJson(response, { status: 200, body: {} });
    default:
      return sendJson(response, notFound(call));
  }
}
