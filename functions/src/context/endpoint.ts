import type { z } from 'zod';

import type { LimitName } from '../config/limits.ts';
import type { Context } from './context.ts';
import type { Reason } from '../kernel/errors.ts';

/** Who calls, as proven by a token of ours or by a Firebase ID token with our `sid`. */
export interface Caller {
  uid: string;
  sid: string;
  is_admin: boolean;
}

/** Where a request comes from. */
export interface Requester {
  /** The IPv4 address, or of an IPv6 address the /64 network: what limits by address are counted for. */
  ip: string;
  user_agent: string | null;
}

/** Who signed in by Firebase's own means, as a Firebase ID token says that may have no `sid`. */
export interface FirebaseSignIn {
  uid: string;
  /** Firebase Auth's id of the means, such as `phone`, `password` or `anonymous`. */
  provider: string;
  /** When, in seconds since the epoch; renewing the ID token does not change it. */
  signed_in_at: number;
  email: string | null;
  email_verified: boolean;
  /** There where the sign-in was to a session of ours. */
  sid: string | null;
}

/**
 * How a caller proves who he is: not at all, by a Firebase ID token of any kind, by a session, by one
 * of an admin.
 */
export type Auth = 'none' | 'firebase' | 'session' | 'admin';

/** What each proof says of who calls. */
interface Proven {
  none: unknown;
  firebase: { firebase: FirebaseSignIn };
  session: { caller: Caller };
  admin: { caller: Caller };
}

/** What a handler knows of the request beyond its input. */
export type Call<A extends Auth = 'session'> = { requester: Requester } & Proven[A];

/** One limit that a request counts against, by the key that it is kept for. */
export interface LimitRule<I, A extends Auth> {
  limit: LimitName;
  /** `undefined` where the input gives no key: then the limit does not apply. */
  key: (input: I, call: Call<A>) => string | undefined;
}

/**
 * One use case as the wire sees it, all in one place: who may, what goes in and out, how often, what
 * can go wrong. It knows no transport: the callable, the REST route and the OpenAPI entry are all made
 * from it.
 */
export interface Endpoint<I, O, A extends Auth = Auth> {
  /** The name of the callable in the public interface. */
  name: string;
  /** One line for the OpenAPI document. */
  summary: string;
  auth: A;
  /** Open to a session that may do nothing else until its user has set a password of his own. */
  before_password_change?: true;
  /** What a request may have, in bytes, where that is more than usual. */
  max_body_bytes?: number;
  /** Closed outside the active hours that an admin has set (`config/client`), but for admins. */
  active_hours_only?: true;
  input: z.ZodType<I>;
  output: z.ZodType<O>;
  limits?: LimitRule<I, A>[];
  /** Beyond those that every endpoint has (FIELDS_INVALID, the session's, RATE_LIMITED). */
  errors?: readonly Reason[];
  handler: (ctx: Context, input: I, call: Call<A>) => Promise<O>;
}

/** Infers the endpoint's types from its schemas. */
export function endpoint<I, O, A extends Auth>(definition: Endpoint<I, O, A>): Endpoint<I, O, A> {
  return definition;
}
