import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen, sendJson, type Address, type StandIn } from '../common/http.ts';
import { Inbox } from '../common/inbox.ts';
import { callOf, servesBehaviours, servesInbox } from '../common/routes.ts';
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
  const call = callOf(request, response);
  const { query } = call;
  const project = query('project');
  const wanted = matching({ project, token: query('token'), answered: query('answered') });

  const sendTo = /^POST \/v1\/projects\/([^/]+)\/messages:send$/.exec(call.call)?.[1];
  if (sendTo !== undefined) return answerSend(request, response, sendTo, behaviours, inbox);

  if (await servesBehaviours(call, 'token', behaviours, parseBehaviour)) return;
  const unwanted = matching({ project });
  const names = ['pushes', 'push'] as const;
  if (servesInbox(call, { index: INDEX, inbox, names, wanted, unwanted })) return;
  sendJson(response, notFound(call.call));
}
