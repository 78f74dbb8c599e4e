import { createHmac } from 'node:crypto';

import type { HttpAnswer } from '../common/http.ts';
import type { JsonObject } from '../common/json.ts';

/** A user access token as Facebook knows it, and whose it is. */
export type FacebookToken = {
  user_id: string;
  name?: string;
  email?: string;
  /** Of this stand-in's app unless told otherwise. */
  app_id?: string;
  type?: 'USER' | 'PAGE';
  is_valid?: boolean;
  /** Seconds since the epoch, 0 for never. */
  expires_at?: number;
  data_access_expires_at?: number;
  scopes?: string[];
  /** The profile is somebody else's. */
  profile_id?: string;
  /** Valid to `debug_token`, but taken back before the profile is asked for. */
  revoked?: boolean;
};

/** The app that asks. */
export type FacebookApp = { id: string; secret: string };

/** https://developers.facebook.com/docs/graph-api/reference/debug_token */
export function debugToken(
  app: FacebookApp,
  tokens: Map<string, FacebookToken>,
  query: URLSearchParams,
): HttpAnswer {
  if (query.get('access_token') !== `${app.id}|${app.secret}`) {
    return graphError(400, 190, 'Invalid OAuth access token signature.');
  }
  const token = tokens.get(query.get('input_token') ?? '');
  if (token === undefined) {
    const error = { code: 190, message: 'Invalid OAuth access token.' };
    return { status: 200, body: { data: { error, is_valid: false, scopes: [] } } };
  }
  const data: JsonObject = {
    app_id: token.app_id ?? app.id,
    type: token.type ?? 'USER',
    application: 'Stand-in',
    data_access_expires_at: token.data_access_expires_at ?? 0,
    expires_at: token.expires_at ?? 0,
    is_valid: token.is_valid ?? true,
    scopes: token.scopes ?? ['email', 'public_profile'],
    user_id: token.user_id,
  };
  return { status: 200, body: { data } };
}

/** https://developers.facebook.com/docs/graph-api/reference/user */
export function me(
  app: FacebookApp,
  tokens: Map<string, FacebookToken>,
  query: URLSearchParams,
): HttpAnswer {
  const access_token = query.get('access_token') ?? '';
  const token = tokens.get(access_token);
  if (token === undefined || token.revoked === true) {
    return graphError(400, 190, 'Error validating access token: the session was invalidated.');
  }
  const proof = createHmac('sha256', app.secret).update(access_token).digest('hex');
  if (query.get('appsecret_proof') !== proof) {
    return graphError(400, 100, 'Invalid appsecret_proof provided in the API argument');
  }
  const known: JsonObject = { id: token.profile_id ?? token.user_id };
  if (token.name !== undefined) known['name'] = token.name;
  if (token.email !== undefined) known['email'] = token.email;
  const fields = ['id', ...(query.get('fields') ?? 'name').split(',')];
  const asked = Object.entries(known).filter(([field]) => fields.includes(field));
  return { status: 200, body: Object.fromEntries(asked) };
}

/** https://developers.facebook.com/docs/graph-api/guides/error-handling */
export function graphError(status: number, code: number, message: string): HttpAnswer {
  const type = status < 500 ? 'OAuthException' : 'FacebookApiException';
  return { status, body: { error: { message, type, code, fbtrace_id: 'stand-in' } } };
}
