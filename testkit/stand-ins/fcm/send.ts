import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { held, readJson, sendJson } from '../common/http.ts';
import type { Inbox } from '../common/inbox.ts';
import { failureAnswer, unauthenticated } from './answers.ts';
import type { Behaviours } from './behaviours.ts';
import type { Answer, JsonObject, Push } from './types.ts';
import { checkSend } from './validate.ts';

/**
 * Answers `POST /v1/projects/{project}/messages:send`. A push is in the inbox from its arrival, even
 * while its answer is held back: FCM too may deliver what its sender has given up waiting for.
 */
export async function answerSend(
  request: IncomingMessage,
  response: ServerResponse,
  project: string,
  behaviours: Behaviours,
  inbox: Inbox<Push>,
): Promise<void> {
  const body = await readJson(request);
  if (!/^Bearer \S+$/.test(request.headers.authorization ?? '')) {
    return sendJson(response, unauthenticated());
  }
  const checked = checkSend(body);
  const { token } = checked;
  const keep = (message: JsonObject, answer: Answer, name: string | null): void =>
    inbox.add({ received: new Date().toISOString(), project, name, token, message, answer });

  if (!checked.ok) {
    if (checked.message) keep(checked.message, 'INVALID_ARGUMENT', null);
    return sendJson(response, checked.refusal);
  }
  if (checked.validateOnly) {
    const name = `projects/${project}/messages/fake_message_id`;
    return sendJson(response, { status: 200, body: { name } });
  }
  const behaviour = behaviours.take(project, token ?? '');
  const answer = behaviour?.answer ?? 'OK';
  const name = answer === 'OK' ? `projects/${project}/messages/${randomUUID()}` : null;
  keep(checked.message, answer, name);
  await held(response, behaviour?.delay_ms ?? 0);
  sendJson(
    response,
    answer === 'OK'
      ? { status: 200, body: { name } }
      : failureAnswer(answer, behaviour?.retry_after_seconds),
  );
}
