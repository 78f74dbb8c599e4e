import type { IncomingMessage, ServerResponse } from 'node:http';

import { Behaviours, parseBehaviour } from '../common/behaviours.ts';
import { listen, readJson, sendJson, type Address, type StandIn } from '../common/http.ts';
import { Inbox } from '../common/inbox.ts';
import { streamInbox } from '../common/stream.ts';
import { ANSWERS, twilioError } from './answers.ts';
import { matching } from './inbox.ts';
import { INDEX } from './index-page.ts';
import { answerSend } from './send.ts';
import type { Answer, Sms } from './types.ts';

/** A running stand-in for Twilio's REST API. */
export type TwilioStandIn = StandIn;

/**
 * Starts a local server that speaks the part of Twilio's REST API that sends messages and places
 * calls, keeps them in an inbox and can be told, over HTTP, to refuse, delay or not to answer at all.
 * `GET /` lists its routes.
 *
 * @param options.onMessage called for each message and call that reaches the inbox
 */
export async function startTwilioStandIn(
  options: Address & { onMessage?: (sms: Sms) => void } = {},
): Promise<TwilioStandIn> {
  const behaviours = new Behaviours<Answer>();
  const inbox = new Inbox<Sms>();
  const { onMessage } = options;
  if (onMessage) inbox.listen(({ item }) => onMessage(item));
  return listen(
    options,
    (request, response) => route(request, response, behaviours, inbox),
    (reason) => twilioError(400, 20001, `Invalid request: ${reason}`),
  );
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  behaviours: Behaviours<Answer>,
  inbox: Inbox<Sms>,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://stand-in');
  const query = (name: string): string | undefined => url.searchParams.get(name) ?? undefined;
  const account = query('account');
  const wanted = matching({ account, to: query('to'), answered: query('answered') });
  const known = () => behaviours.list().map(([to, behaviour]) => ({ to, ...behaviour }));
  const call = `${request.method} ${url.pathname}`;

  const [, sender, kind] =
    /^POST \/2010-04-01\/Accounts\/([^/]+)\/(Messages|Calls)\.json$/.exec(call) ?? [];
  if (sender !== undefined && (kind === 'Messages' || kind === 'Calls')) {
    return answerSend(request, response, sender, kind, behaviours, inbox);
  }
  const to = /^(?:PUT|DELETE) \/behaviours\/([^/]+)$/.exec(call)?.[1];
  if (to !== undefined) {
    const number = decodeURIComponent(to);
    if (request.method === 'DELETE') behaviours.clear(number);
    else behaviours.put(number, parseBehaviour(await readJson(request), ANSWERS));
    return sendJson(response, { status: 200, body: { behaviours: known() } });
  }
  switch (call) {
    case 'GET /':
      return sendJson(response, { status: 200, body: INDEX });
    case 'GET /inbox':
      return sendJson(response, { status: 200, body: { messages: inbox.list(wanted) } });
    case 'GET /inbox/stream':
      return streamInbox(request, response, 'message', inbox, wanted);
    case 'DELETE /inbox':
      inbox.clear(matching({ account }));
      return sendJson(response, { status: 200, body: {} });
    case 'GET /behaviours':
      return sendJson(response, { status: 200, body: { behaviours: known() } });
    case 'DELETE /behaviours':
      behaviours.clear();
      return sendJson(response, { status: 200, body: {} });
    default:
      return sendJson(response, twilioError(404, 20404, `No route ${call}; see GET /`));
  }
}
