import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';

import { CALLABLE_ERRORS, refusals } from './errors.ts';
import { EXAMPLES } from './examples.ts';
import { described, reasonsOf, type AnyEndpoint, type Endpoints } from './operation.ts';
import type { EndpointName } from '../endpoints.ts';

/** The callables, which live one level up from the REST function. */
export function callablePaths(endpoints: Endpoints): ZodOpenApiPathsObject {
  const paths = Object.entries(endpoints).map(([name, endpoint]) => [
    `/${name}`,
    { servers: [{ url: '..' }], post: callable(name as EndpointName, endpoint) },
  ]);
  return Object.fromEntries(paths) as ZodOpenApiPathsObject;
}

function callable(name: EndpointName, endpoint: AnyEndpoint) {
  const schema = z.object({ data: endpoint.input });
  const result = z.object({ result: endpoint.output });
  return {
    ...described([endpoint]),
    operationId: name,
    tags: ['Callables'],
    requestBody: {
      required: true,
      content: { 'application/json': { schema, example: { data: EXAMPLES[name] } } },
    },
    responses: {
      '200': {
        description: endpoint.summary,
        content: { 'application/json': { schema: result } },
      },
      ...refusals(['BODY_NOT_JSON', 'BODY_TOO_LARGE', ...reasonsOf([endpoint])], CALLABLE_ERRORS),
    },
  };
}
