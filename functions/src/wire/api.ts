import type { HttpsOptions } from 'firebase-functions/v2/https';

import type { Context } from '../context/context.ts';
import { onRequest } from './sdk.ts';

/**
 * The REST function. Its routes live in `wire/rest/`, loaded with the first request.
 */
export function api(context: () => Context, options: HttpsOptions = {}) {
  return onRequest(options, async (request, response) => {
    const { restListener } = await import('./rest/listener.ts');
    await restListener(context())(request, response);
  });
}
