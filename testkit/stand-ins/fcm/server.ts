import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen, readJson, sendJson, type Address, type StandIn } from '../common/http.ts';
import { Inbox } from '../common/inbox.ts';
import { streamInbox } from '../common/stream.ts';
import { invalidArgument, notFound } from './answers.ts';
import { Behaviours, parseBehaviour } from './behaviours.ts';
import { matching } from './inbox.ts';
import { INDEX } from './index-page.ts';
import { answerSend } from './send.ts';
import type { Push } from './types.ts';

/** A running stand-in for FCM's HTTP v1 API. */
export type FcmStandIn = StandIn;

/**
 * Starts a local server that speaks FCM's HTTP v1 API, keeps what it was sent in an inbox and can be
 * told, over HTTP, to refuse or delay sends. `GET /` lists its routes.
 *
 * @param options.port 0 takes a free port
 * @param options.onPush called for each push that reaches the inbox
 */
export async function startFcmStandIn(
  options: Address & { onPush?: (push: Push) => void } = {},
): Promise<FcmStandIn> {
  const behaviours = new Behaviours();
  const inbox = new Inbox<Push>();
  const { onPush } = options;
  if (onPush) inbox.listen(({ item }) => onPush(item));
  return listen(
    options,
    (request, response) => route(request, response, behaviours, inbox),
    (reason) => invalidArgument(`Invalid request: ${reason}`, undefined, false),
  );
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  behaviours: Behaviours,
  inbox: Inbox<Push>,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://stand-in');
  const query = (name: string): string | undefined => url.searchParams.get(name) ?? undefined;
  const project = query('project');
  const wanted = matching({ project, token: query('token'), answered: query('answered') });
  const known = () => behaviours.list().map(([token, behaviour]) => ({ token, ...behaviour }));
  const call = `${request.method} ${url.pathname}`;

  const sendTo = /^POST \/v1\/projects\/([^/]+)\/messages:send$/.exec(call)?.[1];
  if (sendTo !== undefined) return answerSend(request, response, sendTo, behaviours, inbox);

  const token = /^(?:PUT|DELETE) \/behaviours\/([^/]+)$/.exec(call)?.[1];
  if (token !== undefined) {
    const name = decodeURIComponent(token);
    if (request.method === 'PUT') behaviours.put(name, parseBehaviour(await readJson(request)));
    else behaviours.clear(name);
    return sendJson(response, { status: 200, body: { behaviours: known() } });
  }
  switch (call) {
    case 'GET /':
      return sendJson(response, { status: 200, body: INDEX });
    case 'GET /inbox':
      return sendJson(response, { status: 200, body: { pushes: inbox.list(wanted) } });
    case 'GET /inbox/stream':
      return streamInbox(request, response, 'push', inbox, wanted);
    case 'DELETE /inbox':
      inbox.clear(matching({ project }));
      return sendJson(response, { status: 200, body: {} });
    case 'GET /behaviours':
      return sendJson(response, { status: 200, body: { behaviours: known() } });
    case 'DELETE /behaviours':
      behaviours.clear();
      return sendJson(response, { status: 200, body: {} });
    default:
      return sendJson(response, notFound(call));
  }
}
