import { getRequestListener } from '@hono/node-server';

import type { Context } from '../../context/context.ts';
import { restApp } from './app.ts';

type Listener = ReturnType<typeof getRequestListener>;

const listeners = new WeakMap<Context, Listener>();

/** The REST application as a Node request listener, made once for each context. */
export function restListener(ctx: Context): Listener {
  const known = listeners.get(ctx);
  if (known !== undefined) return known;
  const listener = getRequestListener(restApp(ctx).fetch);
  listeners.set(ctx, listener);
  return listener;
}
