import { z } from 'zod';
import type {
  ZodOpenApiOperationObject,
  ZodOpenApiPathsObject,
  ZodOpenApiRequestBodyObject,
} from 'zod-openapi';

import type { Reason } from '../../kernel/errors.ts';
import type { QueryNames } from '../rest/query-names.ts';
import { NOT_KEPT, ROUTES, type Route } from '../rest/routes.ts';
import { REST_ERRORS, refusals } from './errors.ts';
import { EXAMPLES } from './examples.ts';
import { described, isOpen, reasonsOf, type AnyEndpoint, type Endpoints } from './operation.ts';

/** Of whatever has a body. */
const BODY_REASONS: Reason[] = ['BODY_NOT_JSON', 'BODY_TOO_LARGE', 'BODY_ENCODING_UNSUPPORTED'];

/** Of whoever sends a Firebase ID token: the keys to check it with may be out of reach. */
const ID_TOKEN_REASONS: Reason[] = ['UPSTREAM_UNAVAILABLE'];

/** One of the use cases that an operation serves. */
interface Form {
  route: Route;
  endpoint: AnyEndpoint;
}

/** The routes of the table. Those that share path and method are one operation with several bodies. */
export function restPaths(endpoints: Endpoints): ZodOpenApiPathsObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  const groups = Map.groupBy(ROUTES, ({ method, path }) => `${method} ${path}`);
  for (const routes of groups.values()) {
    // The router looks at the one with fields of its own first; a reader begins with the other.
    const steps = routes.toSorted(
      (a, b) => Number(a.when !== undefined) - Number(b.when !== undefined),
    );
    const forms = steps.map((route) => ({ route, endpoint: endpoints[route.endpoint] }));
    const [{ method, path }] = routes as [Route, ...Route[]];
    paths[path] = { ...paths[path], [method]: operation(method, path, forms) };
  }
  return paths;
}

function operation(method: string, path: string, forms: Form[]): ZodOpenApiOperationObject {
  const params = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const hasQuery = method === 'get';
  const beside_files = forms.flatMap(({ route }) => route.files?.query ?? []);
  const settled = settledBy(params);
  const isInQuery = (name: string) =>
    hasQuery ? !settled.includes(name) : beside_files.includes(name);
  const body = hasQuery ? undefined : requestBody(forms, settled);
  const all = forms.map(({ endpoint }) => endpoint);
  const reasons = [
    ...(hasQuery ? [] : BODY_REASONS),
    ...(all.every(isOpen) ? [] : ID_TOKEN_REASONS),
    ...reasonsOf(all),
  ];
  return {
    ...described(all),
    operationId: `${method}${path.replaceAll(/\W+/g, '_')}`,
    tags: ['REST'],
    requestParams: {
      path: z.object(Object.fromEntries(params.map((name) => [name, pathParam(name, forms)]))),
      ...((hasQuery || beside_files.length > 0) && { query: query(forms, isInQuery) }),
    },
    ...(body && { requestBody: body }),
    responses: {
      ...answers(forms),
      ...refusals([...new Set(reasons)], REST_ERRORS),
    },
  };
}

/** What says for how long an answer may be used again, and by whom. */
function headersOf({ cache_control = NOT_KEPT }: Route) {
  const said = (value: string) => ({ schema: { type: 'string' as const }, example: value });
  return {
    'Cache-Control': said(cache_control),
    ...(cache_control !== NOT_KEPT && { Vary: said('Authorization') }),
  };
}

/** Fields that are given by the path: a user is named once, so his username leaves no room for his id. */
function settledBy(params: string[]): string[] {
  return params.includes('username') ? [...params, 'user_id'] : params;
}

/** `undefined` where a `DELETE` has nothing left to say. */
function requestBody(forms: Form[], settled: string[]): ZodOpenApiRequestBodyObject | undefined {
  const bodies = forms.map(({ endpoint }) => withoutFields(endpoint.input, settled));
  const [only] = bodies;
  const is_deleting = forms.every(({ route }) => route.method === 'delete');
  if (is_deleting && bodies.every(hasNoFields)) return undefined;
  const schema = bodies.length === 1 && only ? only : z.union(bodies);
  const shown = forms.map(({ route, endpoint }): [string, object] => {
    const fields = Object.entries(EXAMPLES[route.endpoint]);
    const value = Object.fromEntries(fields.filter(([name]) => !settled.includes(name)));
    return [route.endpoint, { summary: endpoint.summary, value }];
  });
  return {
    required: bodies.every((body) => !body.safeParse({}).success),
    content: {
      'application/json': { schema, examples: Object.fromEntries(shown) },
      ...textBodies(forms),
    },
  };
}

/** The types of a body that is one field as a whole. */
function textBodies(forms: Form[]): ZodOpenApiRequestBodyObject['content'] {
  const types = forms.flatMap(({ route: { files } }) => Object.keys(files?.fields ?? {}));
  return Object.fromEntries(types.map((type) => [type, { schema: z.string() }]));
}

function pathParam(name: string, forms: Form[]): z.ZodType {
  return z.string().meta({ param: { example: exampleOf(name, forms) } });
}

/** The fields of a `GET`, or those beside a file, each with what the example gives it. */
function query(forms: Form[], isInQuery: (name: string) => boolean): z.ZodObject {
  const fields = forms.flatMap(({ endpoint: { input } }) =>
    input instanceof z.ZodObject ? Object.entries(input.shape as Record<string, z.ZodType>) : [],
  );
  const names = Object.assign({}, ...forms.map(({ route }) => route.query_names)) as QueryNames;
  const shown = fields
    .filter(([name]) => isInQuery(name))
    .map(([name, schema]) => {
      const example = exampleOf(name, forms);
      const meta = example === undefined ? {} : { param: { example } };
      return [names[name] ?? name, schema.meta({ ...schema.meta(), ...meta })];
    });
  return z.object(Object.fromEntries(shown) as Record<string, z.ZodType>);
}

function exampleOf(name: string, forms: Form[]): unknown {
  return forms.map(({ route }) => EXAMPLES[route.endpoint][name]).find((value) => value);
}

function answers(forms: Form[]): ZodOpenApiOperationObject['responses'] {
  const byStatus = forms.flatMap(({ route, endpoint }) => {
    const { status, status_if_known } = route;
    const content = { 'application/json': { schema: endpoint.output } };
    const headers = headersOf(route);
    const known = { description: `${endpoint.summary}: it was there already`, headers, content };
    return [
      [String(status), { description: endpoint.summary, headers, content }],
      ...(status_if_known === undefined ? [] : [[String(status_if_known), known]]),
    ];
  });
  return Object.fromEntries(byStatus) as ZodOpenApiOperationObject['responses'];
}

function hasNoFields(schema: z.ZodType): boolean {
  return schema instanceof z.ZodObject && Object.keys(schema.shape).length === 0;
}

function withoutFields(schema: z.ZodType, settled: string[]): z.ZodType {
  if (!(schema instanceof z.ZodObject) || settled.length === 0) return schema;
  const others = Object.entries(schema.shape).filter(([name]) => !settled.includes(name));
  // Not `omit`, which refuses a schema that checks its fields against each other.
  return z.strictObject(Object.fromEntries(others));
}
