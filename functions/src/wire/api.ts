import type { HttpsOptions } from 'firebase-functions/v2/https';

import type { Context } from '../context/context.ts';
import { onRequest } from './sdk.ts';

/**
 * The REST function. Its routes live in `wire/rest/`, loaded with the first request.
 */
export function api(context: () => Context, options: HttpsOptions = {}) {
  // Its own router says which origins may read (`rest/cors.ts`). Without `false` the SDK would let each
  // one in the emulator.
  return onRequest({ ...options, cors: false }, async (request, response) => {
    const { restListener } = await import('./rest/listener.ts');
    await restListener(context())(request, response);
  });
}
