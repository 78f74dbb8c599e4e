import type {
  CallableFunction,
  CallableOptions,
  CallableRequest,
} from 'firebase-functions/v2/https';

import type { Context } from '../context/context.ts';
import type { Auth, Endpoint } from '../context/endpoint.ts';
import { dataOf, withReadableBody } from './callable-body.ts';
import { toHttpsError } from './callable-errors.ts';
import { requesterOf } from './requester.ts';
import { onCall } from './sdk.ts';

/**
 * Serves an endpoint as a callable function. The endpoint's code is loaded with its first call, so an
 * instance of one function does not load the others'.
 */
export function callable<I, O, A extends Auth>(
  context: () => Context,
  load: () => Promise<Endpoint<I, O, A>>,
  options: CallableOptions = {},
): CallableFunction<unknown, Promise<O>> {
  const handler = async (request: CallableRequest): Promise<O> => {
    const ctx = context();
    try {
      // With the endpoint's code, as it brings the Firestore client: see tests/instance-loading.test.ts.
      const [{ serve }, endpoint] = await Promise.all([import('./serve.ts'), load()]);
      return await serve(ctx, endpoint, {
        input: () => dataOf(request),
        credentials: credentialsOf(request),
        requester: requesterOf(request.rawRequest),
        // Not `enforceAppCheck` of the options, which is read before params have values.
        app_verified: async () => request.app !== undefined,
      });
    } catch (error) {
      throw toHttpsError(error, ctx.log);
    }
  };
  return withReadableBody(onCall(options, handler), load);
}

/** The platform has verified the ID token; what is in it is ours to judge. */
function credentialsOf({ auth }: CallableRequest) {
  if (auth === undefined) return undefined;
  return { id_token_claims: { ...auth.token, sub: auth.uid } };
}
