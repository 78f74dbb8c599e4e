import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

import { Behaviours, parseBehaviour } from '../common/behaviours.ts';
import {
  held,
  listen,
  readJson,
  sendJson,
  type Address,
  type HttpAnswer,
  type StandIn,
} from '../common/http.ts';
import { isJsonObject } from '../common/json.ts';
import { debugToken, graphError, me, type FacebookApp, type FacebookToken } from './graph.ts';

const ANSWERS = ['OK', 'UNAVAILABLE', 'TOO_MANY_CALLS', 'NO_JSON'] as const;
type Answer = (typeof ANSWERS)[number];

/** A running stand-in for Facebook's Graph API. */
export type FacebookStandIn = StandIn & {
  app: FacebookApp;
  /** Makes an access token known, as if somebody had logged in. */
  addToken(access_token: string, token: FacebookToken): void;
  /** How a path (`debug_token`, `me`, or `*`) answers from now on. */
  behave(path: string, answer: Answer, delay_ms?: number): void;
};

/** What `GET /` answers: the routes, for a person with curl. */
const INDEX = {
  about: "A stand-in for Facebook's Graph API.",
  routes: {
    'GET /{version}/debug_token?input_token=&access_token=': 'what a token is',
    'GET /{version}/me?fields=&access_token=&appsecret_proof=': 'whose it is',
    'POST /tokens':
      '{user_id, name?, app_id?, type?, is_valid?, expires_at?, data_access_expires_at?, scopes?} → {access_token}',
    'PUT /tokens/{access_token}': 'the same, for a token of your choice',
    'PUT /behaviours/{debug_token|me|*}': '{answer, times?, delay_ms?}',
    'DELETE /behaviours': 'answer OK to all',
  },
  answers: [...ANSWERS],
};

/**
 * Starts a local server that speaks the part of Facebook's Graph API that logins are checked by, for
 * one app, and can be told to fail. `GET /` lists its routes.
 */
export async function startFacebookStandIn(
  options: Address & { app?: FacebookApp } = {},
): Promise<FacebookStandIn> {
  const { app = { id: '1000000000000001', secret: 'stand-in' } } = options;
  const tokens = new Map<string, FacebookToken>();
  const behaviours = new Behaviours<Answer>();
  const standIn = await listen(
    options,
    (request, response) => route(request, response, app, tokens, behaviours),
    (reason) => graphError(400, 100, `Invalid request: ${reason}`),
  );
  return {
    ...standIn,
    app,
    addToken: (access_token, token) => void tokens.set(access_token, token),
    behave: (path, answer, delay_ms = 0) => behaviours.put(path, { answer, delay_ms }),
  };
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  app: FacebookApp,
  tokens: Map<string, FacebookToken>,
  behaviours: Behaviours<Answer>,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://stand-in');
  const call = `${request.method} ${pathname}`;

  const path = /^GET \/v\d+\.\d+\/(debug_token|me)$/.exec(call)?.[1];
  if (path !== undefined) {
    const { answer = 'OK', delay_ms = 0 } = behaviours.take('', path) ?? {};
    await held(response, delay_ms);
    if (answer === 'NO_JSON') return void response.end('<html>Sorry, something went wrong.</html>');
    const good = path === 'me' ? me : debugToken;
    return sendJson(response, failureOf(answer) ?? good(app, tokens, searchParams));
  }
  const chosen = /^PUT \/tokens\/([^/]+)$/.exec(call)?.[1];
  if (chosen !== undefined || call === 'POST /tokens') {
    const token = await readJson(request);
    if (!isJsonObject(token)) throw new RangeError('The body must be a JSON object.');
    if (typeof token['user_id'] !== 'string') throw new RangeError('user_id must be a string.');
    const access_token = chosen === undefined ? newToken() : decodeURIComponent(chosen);
    tokens.set(access_token, token as FacebookToken);
    return sendJson(response, { status: 200, body: { access_token } });
  }
  const target = /^PUT \/behaviours\/([^/]+)$/.exec(call)?.[1];
  if (target !== undefined) {
    behaviours.put(decodeURIComponent(target), parseBehaviour(await readJson(request), ANSWERS));
    return sendJson(response, { status: 200, body: {} });
  }
  if (call === 'DELETE /behaviours') behaviours.clear();
  else if (call !== 'GET /') return sendJson(response, graphError(404, 100, `No route ${call}`));
  return sendJson(response, { status: 200, body: INDEX });
}

/** Facebook's begin like this, and say nothing else. */
function newToken(): string {
  return `EAAB${randomBytes(32).toString('hex')}`;
}

function failureOf(answer: Answer): HttpAnswer | undefined {
  if (answer === 'UNAVAILABLE') return graphError(503, 2, 'Service temporarily unavailable');
  if (answer === 'TOO_MANY_CALLS') return graphError(400, 4, 'Application request limit reached');
  return undefined;
}
