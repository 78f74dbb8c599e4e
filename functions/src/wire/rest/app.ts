import { Hono } from 'hono';

import type { Context } from '../../context/context.ts';
import { ParleyError } from '../../kernel/errors.ts';
import { toRestError } from './errors.ts';

/**
 * The REST interface. Only the readiness probe so far.
 *
 * `GET /healthz` answers 200 once the instance has a valid configuration; a failed start never gets
 * this far. It reads no document, so probing is free.
 */
export function restApp(ctx: Context): Hono {
  const app = new Hono({ strict: false });
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.notFound(() => {
    throw new ParleyError('ROUTE_NOT_FOUND');
  });
  app.onError((error, c) => {
    const { http_status, body } = toRestError(error, ctx.log);
    return c.json(body, http_status);
  });
  return app;
}
