import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

import type { Behaviours } from '../common/behaviours.ts';
import { held, sendJson } from '../common/http.ts';
import type { Inbox } from '../common/inbox.ts';
import { created, refusal } from './answers.ts';
import { checkRequest } from './request.ts';
import type { Answer, Sms } from './types.ts';

/** Longer than any sender waits. */
const FOREVER_MS = 600_000;

/**
 * Answers `POST /2010-04-01/Accounts/{account}/{Messages|Calls}.json`. What was asked for is in the
 * inbox from its arrival, even while its answer is held back: Twilio too may deliver what its sender
 * has given up waiting for.
 */
export async function answerSend(
  request: IncomingMessage,
  response: ServerResponse,
  account: string,
  kind: 'Messages' | 'Calls',
  behaviours: Behaviours<Answer>,
  inbox: Inbox<Sms>,
): Promise<void> {
  const form = new URLSearchParams(await text(request));
  const checked = checkRequest(kind, account, request.headers.authorization, form);
  if (!checked.ok) return sendJson(response, checked.refusal);
  const { to, from, text: said } = checked;

  const behaviour = behaviours.take(account, to);
  const answer = behaviour?.answer ?? 'OK';
  const isCall = kind === 'Calls';
  const sms: Sms = {
    received: new Date().toISOString(),
    channel: isCall ? 'call' : 'sms',
    account,
    sid: answer === 'OK' ? `${isCall ? 'CA' : 'SM'}${randomBytes(16).toString('hex')}` : null,
    to,
    from,
    text: said,
    answer,
  };
  inbox.add(sms);
  await held(response, answer === 'SILENCE' ? FOREVER_MS : (behaviour?.delay_ms ?? 0));
  if (answer === 'SILENCE') response.destroy();
  else if (answer === 'OK') sendJson(response, created(sms));
  else sendJson(response, refusal(answer, to, behaviour?.retry_after_seconds));
}
