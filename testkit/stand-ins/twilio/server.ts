import type { IncomingMessage, ServerResponse } from 'node:http';

import { Behaviours, parseBehaviour } from '../common/behaviours.ts';
import { listen, sendJson, type Address, type StandIn } from '../common/http.ts';
import { Inbox } from '../common/inbox.ts';
import { callOf, servesBehaviours, servesInbox } from '../common/routes.ts';
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
  const call = callOf(request, response);
  const { query } = call;
  const account = query('account');
  const wanted = matching({ account, to: query('to'), answered: query('answered') });

  const [, sender, kind] =
    /^POST \/2010-04-01\/Accounts\/([^/]+)\/(Messages|Calls)\.json$/.exec(call.call) ?? [];
  if (sender !== undefined && (kind === 'Messages' || kind === 'Calls')) {
    return answerSend(request, response, sender, kind, behaviours, inbox);
  }
  if (await servesBehaviours(call, 'to', behaviours, (body) => parseBehaviour(body, ANSWERS))) {
    return;
  }
  const unwanted = matching({ account });
  const names = ['messages', 'message'] as const;
  if (servesInbox(call, { index: INDEX, inbox, names, wanted, unwanted })) return;
  sendJson(response, twilioError(404, 20404, `No route ${call.call}; see GET /`));
}
