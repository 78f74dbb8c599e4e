import { z } from 'zod';
import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi';

import { ENDPOINTS } from '../endpoints.ts';
import { callablePaths } from './callable-paths.ts';
import { exportPath } from './export-path.ts';
import type { Endpoints } from './operation.ts';
import { restPaths } from './rest-paths.ts';

/**
 * The OpenAPI 3.1 document, made of the endpoints' own schemas: the REST routes, and the callables
 * beside them, which speak the callable protocol
 * (https://firebase.google.com/docs/functions/callable-reference).
 */
export async function openapiDocument(): Promise<object> {
  const endpoints = await loadAll();
  return createDocument(
    {
      openapi: '3.1.0',
      info: {
        title: 'Parley',
        version: '1',
        description:
          'The same use cases by REST and as Firebase callables. Times are RFC 3339 in UTC. ' +
          'A path answers with and without its trailing slash. Where the deployment enforces App ' +
          'Check, every request but those for this document carries its token in ' +
          '`X-Firebase-AppCheck`.\n\nThe examples are of user `108` of the seed. What only lives ' +
          'for a while (codes, tokens) has to be put in.',
      },
      servers: [{ url: '.' }],
      security: [],
      paths: { ...health(), ...withExport(restPaths(endpoints)), ...callablePaths(endpoints) },
      components: {
        securitySchemes: {
          token: {
            type: 'apiKey',
            in: 'header',
            name: 'Authorization',
            description:
              '`JWT <token>`, `Bearer <token>` or `Token <token>`: the `token` of a session or a ' +
              'Firebase ID token. Callables take a Firebase ID token only, as `Bearer <token>`.',
          },
        },
      },
    },
    { override: ({ jsonSchema }) => plain(jsonSchema) },
  );
}

/**
 * Takes away what says nothing new and makes readers show odd samples: a pattern beside a format, and
 * the bounds of whatever is exact in JavaScript.
 */
function plain(schema: Record<string, unknown>): void {
  if (schema['format'] !== undefined) delete schema['pattern'];
  if (schema['minimum'] === Number.MIN_SAFE_INTEGER) delete schema['minimum'];
  if (schema['maximum'] === Number.MAX_SAFE_INTEGER) delete schema['maximum'];
}

async function loadAll(): Promise<Endpoints> {
  const loaded = Object.entries(ENDPOINTS).map(async ([name, load]) => [name, await load()]);
  return Object.fromEntries(await Promise.all(loaded)) as Endpoints;
}

/** The path that makes the links is the one that they lead to. */
function withExport(paths: ZodOpenApiPathsObject): ZodOpenApiPathsObject {
  const path = '/users/export';
  return { ...paths, [path]: { ...paths[path], ...exportPath() } };
}

function health(): ZodOpenApiPathsObject {
  const schema = z.object({ status: z.literal('ok') });
  const content = { 'application/json': { schema, example: { status: 'ok' } } };
  const responses = { '200': { description: 'Ready', content } };
  return {
    '/healthz': {
      get: { operationId: 'healthz', summary: 'Whether it is ready', tags: ['REST'], responses },
    },
  };
}
