import type { HttpBindings } from '@hono/node-server';
import { Hono, type Context as HonoContext, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';

import type { Context } from '../../context/context.ts';
import type { Endpoint } from '../../context/endpoint.ts';
import { ParleyError } from '../../kernel/errors.ts';
import { MAX_BODY_BYTES, maxBodyBytes } from '../body.ts';
import { ENDPOINTS } from '../endpoints.ts';
import { requesterOf } from '../requester.ts';
import { serve } from '../serve.ts';
import { allowedOrigins } from './cors.ts';
import { credentialsOf } from './credentials.ts';
import { toRestError } from './errors.ts';
import { firebaseLink } from './firebase-link.ts';
import { inputOf } from './input.ts';
import { withOwnNames, withQueryNames } from './query-names.ts';
import { withQueryValues } from './query-values.ts';
import { NOT_KEPT, ROUTES, type Route } from './routes.ts';

type Env = { Bindings: HttpBindings };

/** The REST interface: the routes of the table, each served by its endpoint. */
export function restApp(ctx: Context): Hono<Env> {
  const app = new Hono<Env>({ strict: false });
  app.use(secureHeaders());
  app.use(allowedOrigins(ctx.config.cors_origins));
  // 200 once the instance has a valid configuration: a failed start never gets this far. Reads no
  // document, so probing is free.
  app.get('/healthz', (c) => c.json({ status: 'ok' }));

  for (const path of new Set(ROUTES.map((route) => route.path))) {
    const pattern = path.replaceAll(/\{(\w+)\}/g, ':$1');
    for (const method of ['get', 'post', 'put', 'delete'] as const) {
      const routes = ROUTES.filter((route) => route.path === path && route.method === method);
      if (routes.length > 0) {
        app.on(method, pattern, bodyWithin(routes), (c) => answer(ctx, c, routes));
      }
    }
  }

  // Loads every endpoint and the document's library, so it is loaded when asked for.
  const docs = () => import('./docs.ts');
  app.get('/openapi.json', async (c) => (await docs()).openapiJson(c));
  app.get('/docs', async (c) => (await docs()).docsPage(c));
  app.get('/docs/:file', async (c) => (await docs()).docsFile(c));

  app.get('/users/export', async (c) => (await import('./export.ts')).accountExport(ctx, c));

  app.get('/firebase-link', (c) => firebaseLink(c));

  app.notFound(() => {
    throw new ParleyError('ROUTE_NOT_FOUND');
  });
  app.onError((error, c) => {
    const { http_status, body, headers } = toRestError(error, ctx.log);
    return c.json(body, http_status, headers);
  });
  return app;
}

/** Refuses bodies of more than the largest that one of the endpoints takes. */
function bodyWithin(routes: readonly Route[]): MiddlewareHandler<Env> {
  const onError = () => {
    throw new ParleyError('BODY_TOO_LARGE');
  };
  const usual = bodyLimit({ maxSize: MAX_BODY_BYTES, onError });
  return async (c, next) => {
    const declared = Number(c.req.header('content-length') ?? Infinity);
    if (declared <= MAX_BODY_BYTES) return usual(c, next);
    const endpoints = await Promise.all(routes.map(({ endpoint }) => ENDPOINTS[endpoint]()));
    const maxSize = Math.max(...endpoints.map(maxBodyBytes));
    return bodyLimit({ maxSize, onError })(c, next);
  };
}

async function answer(
  ctx: Context,
  c: HonoContext<Env>,
  routes: readonly Route[],
): Promise<Response> {
  const input = await inputOf(c, routes[0]?.files);
  const route = routes.find(
    ({ when }) => when === undefined || when.some((field) => Object.hasOwn(input, field)),
  );
  if (route === undefined) throw new ParleyError('ROUTE_NOT_FOUND');
  // The table pairs each endpoint with its own schema; which one it is, is not known here.
  const endpoint = (await ENDPOINTS[route.endpoint]()) as Endpoint<unknown, object>;
  const { cache_control = NOT_KEPT, query_names } = route;
  const output = await serve(ctx, endpoint, {
    input: () => {
      const fields = withOwnNames(input, query_names);
      return route.method === 'get' ? withQueryValues(endpoint.input, fields) : fields;
    },
    credentials: credentialsOf(c.req.header('authorization')),
    requester: requesterOf(c.env.incoming),
    app_verified: () => ctx.app_check.verify(c.req.header('x-firebase-appcheck') ?? ''),
  }).catch((error: unknown) => {
    throw withQueryNames(error, query_names);
  });
  // What is kept was for the holder of one token.
  if (cache_control !== NOT_KEPT) c.header('vary', 'Authorization', { append: true });
  return c.json(output, statusOf(route, output), { 'cache-control': cache_control });
}

function statusOf({ status, status_if_known }: Route, output: object) {
  const known = 'created' in output && output.created === false;
  return known ? (status_if_known ?? status) : status;
}
