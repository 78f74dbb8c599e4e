import { z } from 'zod';
import type { ZodOpenApiPathItemObject } from 'zod-openapi';

import type { Reason } from '../../kernel/errors.ts';
import { NOT_KEPT } from '../rest/routes.ts';
import { REST_ERRORS, refusals } from './errors.ts';

const REASONS: Reason[] = [
  ...['TOKEN_MALFORMED', 'TOKEN_EXPIRED', 'TOKEN_REVOKED', 'USER_DISABLED'],
  ...['RATE_LIMITED', 'INTERNAL'],
] as Reason[];

/** Where the links of `exportAccount` lead. */
export function exportPath(): ZodOpenApiPathItemObject {
  const schema = z.looseObject({ exported: z.iso.datetime(), user_id: z.string() });
  const description = 'All that is stored of the user, as a file to be saved';
  return {
    get: {
      operationId: 'get_users_export',
      summary: 'What a link of exportAccount leads to',
      tags: ['REST'],
      security: [],
      requestParams: {
        query: z.object({
          token: z.string().meta({ description: 'Of the link', param: { example: 'of-the-link' } }),
        }),
      },
      responses: {
        '200': {
          description,
          headers: { 'Cache-Control': { schema: { type: 'string' }, example: NOT_KEPT } },
          content: { 'application/json': { schema } },
        },
        ...refusals(REASONS, REST_ERRORS),
      },
    },
  };
}
