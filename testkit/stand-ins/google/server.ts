import type { IncomingMessage, ServerResponse } from 'node:http';

import { Behaviours, EVERY_TARGET, parseBehaviour } from '../common/behaviours.ts';
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
import { GoogleKeys, type IdTokenClaims, type Signature } from './tokens.ts';

const ANSWERS = ['OK', 'UNAVAILABLE', 'NO_JSON', 'NO_KEYS'] as const;
type Answer = (typeof ANSWERS)[number];

/** A running stand-in for Google's sign-in: its key endpoint, and the tokens that come from it. */
export type GoogleStandIn = StandIn & {
  mint(claims: IdTokenClaims, signature?: Signature): string;
  /** How often the keys were asked for so far. */
  asked(): number;
  /** How the key endpoint answers from now on. */
  behave(answer: Answer, delay_ms?: number): void;
};

/** The OAuth client of `npm start`, for which tokens are made where no `aud` is given. */
export const GOOGLE_CLIENT_ID = 'parley-emulator.apps.googleusercontent.com';

const GOOGLE_KEYS = '/oauth2/v1/certs';
const FIREBASE_KEYS = '/robot/v1/metadata/x509/securetoken@system.gserviceaccount.com';
const KEY_PATHS = new Set([GOOGLE_KEYS, FIREBASE_KEYS]);

/** What `GET /` answers: the routes, for a person with curl. */
const INDEX = {
  about: "A stand-in for Google's sign-in.",
  routes: {
    [`GET ${GOOGLE_KEYS}`]: 'the public keys, as PEM by key id',
    [`GET ${FIREBASE_KEYS}`]: 'the same, for the ID tokens of Firebase',
    'POST /tokens':
      '{sub, email?, name?, aud?, email_verified? (true), hd?, nonce?, …} → {id_token}; null leaves one out',
    'PUT /behaviour': '{answer, times?, delay_ms?}, for the key endpoint',
    'DELETE /behaviour': 'answer OK again',
  },
  answers: [...ANSWERS],
};

/**
 * Starts a local server in the place of Google's key endpoints on https://www.googleapis.com. It mints tokens that verify against its keys, and can be
 * told to fail.
 *
 * @param options.max_age_seconds for how long the keys may be kept; Google says some hours
 */
export async function startGoogleStandIn(
  options: Address & { max_age_seconds?: number } = {},
): Promise<GoogleStandIn> {
  const keys = new GoogleKeys();
  const behaviours = new Behaviours<Answer>();
  const { max_age_seconds = 20_000 } = options;
  let asked = 0;
  const standIn = await listen(
    options,
    (request, response) => {
      if (KEY_PATHS.has(request.url ?? '')) asked += 1;
      return route(request, response, keys, behaviours, max_age_seconds);
    },
    (reason) => failure(400, `Invalid request: ${reason}`),
  );
  return {
    ...standIn,
    asked: () => asked,
    mint: (claims, signature) => keys.mint(claims, signature),
    behave: (answer, delay_ms = 0) => behaviours.put(EVERY_TARGET, { answer, delay_ms }),
  };
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  keys: GoogleKeys,
  behaviours: Behaviours<Answer>,
  max_age_seconds: number,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://stand-in');
  const call = `${request.method} ${pathname}`;
  switch (call) {
    case 'GET /':
      return sendJson(response, { status: 200, body: INDEX });
    case `GET ${GOOGLE_KEYS}`:
    case `GET ${FIREBASE_KEYS}`: {
      const { answer = 'OK', delay_ms = 0 } = behaviours.take('', EVERY_TARGET) ?? {};
      await held(response, delay_ms);
      if (answer === 'UNAVAILABLE') return sendJson(response, failure(503, 'Unavailable'));
      if (answer === 'NO_JSON') return void response.end('<html>Sorry.</html>');
      const headers = { 'cache-control': `public, max-age=${max_age_seconds}` };
      return sendJson(response, {
        status: 200,
        headers,
        body: answer === 'OK' ? keys.certs : {},
      });
    }
    case 'POST /tokens': {
      const claims = await readJson(request);
      if (!isJsonObject(claims)) throw new RangeError('The body must be a JSON object.');
      const usual = { aud: GOOGLE_CLIENT_ID, ...('email' in claims && { email_verified: true }) };
      const id_token = keys.mint({ ...usual, ...(claims as IdTokenClaims) });
      return sendJson(response, { status: 200, body: { id_token } });
    }
    case 'PUT /behaviour':
      behaviours.put(EVERY_TARGET, parseBehaviour(await readJson(request), ANSWERS));
      return sendJson(response, { status: 200, body: {} });
    case 'DELETE /behaviour':
      behaviours.clear();
      return sendJson(response, { status: 200, body: {} });
    default:
      return sendJson(response, failure(404, `No route ${pathname}; see GET /`));
  }
}

function failure(code: number, message: string): HttpAnswer {
  return { status: code, body: { error: { code, message } } };
}
