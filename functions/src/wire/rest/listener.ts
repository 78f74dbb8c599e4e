import { getRequestListener, RequestError } from '@hono/node-server';

import type { Context } from '../../context/context.ts';
import { ParleyError } from '../../kernel/errors.ts';
import { restApp } from './app.ts';
import { toRestError } from './errors.ts';

type Listener = ReturnType<typeof getRequestListener>;

const listeners = new WeakMap<Context, Listener>();

/** The REST application as a Node request listener, made once for each context. */
export function restListener(ctx: Context): Listener {
  const known = listeners.get(ctx);
  if (known !== undefined) return known;
  const { fetch } = restApp(ctx);
  const listener = getRequestListener(fetch, {
    errorHandler: (error) => failed(ctx, error),
  });
  listeners.set(ctx, listener);
  return listener;
}

/** The answer where the application was not reached: to what is no request at all. */
function failed(ctx: Context, error: unknown): Response {
  const message = 'is not the address of a request';
  const told =
    error instanceof RequestError
      ? new ParleyError('FIELDS_INVALID', [{ field: 'host', message }])
      : error;
  const { http_status, body, headers } = toRestError(told, ctx.log);
  return Response.json(body, { status: http_status, headers });
}
