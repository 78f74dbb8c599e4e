import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';

import type { Auth, Endpoint } from '../../context/endpoint.ts';
import type { Reason } from '../../kernel/errors.ts';
import { ENDPOINTS, type EndpointName } from '../endpoints.ts';
import { ROUTES, type Route } from '../rest/routes.ts';
import { EXAMPLES } from './examples.ts';
import { refusals } from './errors.ts';

type Loaded = Record<EndpointName, Endpoint<unknown, unknown, Auth>>;

const SESSION_REASONS: Reason[] = [
  'SESSION_REQUIRED',
  'TOKEN_EXPIRED',
  'TOKEN_MALFORMED',
  'TOKEN_REVOKED',
  'USER_DISABLED',
  'PASSWORD_CHANGE_REQUIRED',
];

/** Of whatever has a body. */
const BODY_REASONS: Reason[] = ['BODY_NOT_JSON', 'BODY_TOO_LARGE', 'BODY_ENCODING_UNSUPPORTED'];

/**
 * The OpenAPI 3.1 document, made of the endpoints' own schemas: the REST routes, and the callables
 * beside them, which live one level up and speak the callable protocol
 * (https://firebase.google.com/docs/functions/callable-reference).
 */
export async function openapiDocument(): Promise<object> {
  const endpoints = await loadAll();
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Parley',
      version: '1',
      description:
        'The same use cases by REST and as Firebase callables. Times are RFC 3339 in UTC. ' +
        'A path answers with and without its trailing slash. Where the deployment enforces App ' +
        'Check, every request but those for this document carries its token in `X-Firebase-AppCheck`.',
    },
    servers: [{ url: '.' }],
    security: [],
    paths: { ...health(), ...restPaths(endpoints), ...callablePaths(endpoints) },
    components: {
      securitySchemes: {
        token: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description:
            '`JWT <token>`, `Bearer <token>` or `Token <token>`: the `token` of a session or a ' +
            'Firebase ID token.',
        },
      },
    },
  });
}

async function loadAll(): Promise<Loaded> {
  const loaded = Object.entries(ENDPOINTS).map(async ([name, load]) => [name, await load()]);
  return Object.fromEntries(await Promise.all(loaded)) as Loaded;
}

function health(): ZodOpenApiPathsObject {
  const ok = z.object({ status: z.literal('ok') });
  const content = { 'application/json': { schema: ok } };
  const responses = { '200': { description: 'Ready', content } };
  return { '/healthz': { get: { operationId: 'healthz', tags: ['REST'], responses } } };
}

function restPaths(endpoints: Loaded): ZodOpenApiPathsObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const { path, method, routes } of groupRoutes()) {
    const operations = routes.map((route) => ({ route, endpoint: endpoints[route.endpoint] }));
    paths[path] = { ...paths[path], [method]: restOperation(path, operations) };
  }
  return paths;
}

/** Routes that share path and method are one operation with several bodies. */
function groupRoutes() {
  const groups = Map.groupBy(ROUTES, ({ method, path }) => `${method} ${path}`);
  return [...groups.values()].flatMap((routes) => {
    const [first] = routes;
    return first === undefined ? [] : [{ path: first.path, method: first.method, routes }];
  });
}

function restOperation(
  path: string,
  operations: { route: Route; endpoint: Endpoint<unknown, unknown, Auth> }[],
): ZodOpenApiOperationObject {
  const params = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const bodies = operations.map(({ endpoint }) => withoutParams(endpoint.input, params));
  const schema = bodies.length === 1 ? bodies[0] : z.union(bodies);
  const hasQuery = operations.some(({ route }) => route.method === 'get');
  const byStatus = operations.flatMap(({ route: { status, status_if_known }, endpoint }) => {
    const content = { 'application/json': { schema: endpoint.output } };
    const known = { description: `${endpoint.summary}: it was there already`, content };
    return [
      [String(status), { description: endpoint.summary, content }],
      ...(status_if_known === undefined ? [] : [[String(status_if_known), known]]),
    ];
  });
  const all = operations.map(({ endpoint }) => endpoint);
  return {
    ...described(all),
    operationId: `${operations[0]?.route.method}${path.replaceAll(/\W+/g, '_')}`,
    tags: ['REST'],
    requestParams: {
      path: z.object(Object.fromEntries(params.map((name) => [name, z.string()]))),
      ...(hasQuery && bodies[0] instanceof z.ZodObject && { query: bodies[0] }),
    },
    ...(!hasQuery && {
      requestBody: {
        content: { 'application/json': { schema, ...exampleOf(operations, params) } },
      },
    }),
    responses: {
      ...(Object.fromEntries(byStatus) as ZodOpenApiOperationObject['responses']),
      ...refusals([...(hasQuery ? [] : BODY_REASONS), ...reasonsOf(all)]),
    },
  };
}

function callablePaths(endpoints: Loaded): ZodOpenApiPathsObject {
  const paths = Object.entries(endpoints).map(([name, endpoint]) => {
    const example = EXAMPLES[name as EndpointName];
    const post: ZodOpenApiOperationObject = {
      ...described([endpoint]),
      operationId: name,
      tags: ['Callables'],
      requestBody: {
        content: {
          'application/json': {
            schema: z.object({ data: endpoint.input }),
            ...(example && { example: { data: example } }),
          },
        },
      },
      responses: {
        '200': {
          description: endpoint.summary,
          content: { 'application/json': { schema: z.object({ result: endpoint.output }) } },
        },
        default: { description: 'An error of the callable protocol, with `details.reason`' },
      },
    };
    return [`/${name}`, { servers: [{ url: '..' }], post }];
  });
  return Object.fromEntries(paths) as ZodOpenApiPathsObject;
}

function described(endpoints: Endpoint<unknown, unknown, Auth>[]) {
  const open = endpoints.every(({ auth }) => auth === 'none');
  return {
    summary: endpoints.map(({ summary }) => summary).join(', or: '),
    security: open ? [] : [{ token: [] }],
  };
}

function reasonsOf(endpoints: Endpoint<unknown, unknown, Auth>[]): Reason[] {
  const reasons = endpoints.flatMap(({ auth, limits = [], errors = [] }) => [
    'FIELDS_INVALID' as const,
    'APP_CHECK_REQUIRED' as const,
    ...(auth === 'none' ? [] : SESSION_REASONS),
    ...(auth === 'admin' ? ['ADMIN_ONLY' as const] : []),
    ...(limits.length > 0 ? ['RATE_LIMITED' as const] : []),
    ...errors,
  ]);
  return [...new Set<Reason>([...reasons, 'INTERNAL'])];
}

function withoutParams(schema: z.ZodType, params: string[]): z.ZodType {
  if (!(schema instanceof z.ZodObject) || params.length === 0) return schema;
  const others = Object.entries(schema.shape).filter(([name]) => !params.includes(name));
  // Not `omit`, which refuses a schema that checks its fields against each other.
  return z.strictObject(Object.fromEntries(others));
}

function exampleOf(operations: { route: Route }[], params: string[]) {
  const first = operations[0]?.route.endpoint;
  const example = first && EXAMPLES[first];
  if (example === undefined) return {};
  const body = Object.entries(example).filter(([name]) => !params.includes(name));
  return { example: Object.fromEntries(body) };
}
