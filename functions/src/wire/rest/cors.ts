import { cors } from 'hono/cors';

/**
 * Which pages of other origins may read the answers: all where the list is empty, as with callables.
 * Never with cookies, which mean nothing here: whoever calls holds a token and sends it himself.
 */
export function allowedOrigins(origins: readonly string[]) {
  return cors({
    origin: origins.length === 0 ? '*' : [...origins],
    allowMethods: ['GET', 'POST', 'PUT', 'DELETE'],
    allowHeaders: ['Authorization', 'Content-Type', 'X-Firebase-AppCheck'],
    exposeHeaders: ['Retry-After'],
    maxAge: 3600,
  });
}
