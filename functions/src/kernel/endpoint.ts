import type { z } from 'zod';

import type { Context } from '../context/context.ts';

/** Who calls, as proven by the ID token. */
export interface Caller {
  uid: string;
  /** The session the token belongs to; a token without one is refused before a handler runs. */
  sid: string;
  is_admin: boolean;
}

/**
 * One use case as the wire sees it. It knows no transport: the callable and the REST route are both
 * made from it.
 */
export type Endpoint<I = never, O = unknown> = {
  /** The name of the callable in the public interface. */
  name: string;
  input: z.ZodType<I>;
} & (
  | { auth: 'none'; handler: (ctx: Context, input: I) => Promise<O> }
  | { auth: 'session'; handler: (ctx: Context, input: I, caller: Caller) => Promise<O> }
);

/** Infers the endpoint's types from its schema and handler. */
export function endpoint<I, O>(definition: Endpoint<I, O>): Endpoint<I, O> {
  return definition;
}
