import type { CallableFunction } from 'firebase-functions/v2/https';

import type { Context } from '../context/context.ts';
import type { Endpoint } from '../kernel/endpoint.ts';
import { parseInput } from '../kernel/validate.ts';
import { toHttpsError } from './callable-errors.ts';
import { callerOf } from './caller.ts';
import { onCall } from './sdk.ts';

/**
 * Serves an endpoint as a callable function. The endpoint's code is loaded with its first call, so an
 * instance of one function does not load the others'.
 */
export function callable<I, O>(
  context: () => Context,
  load: () => Promise<Endpoint<I, O>>,
): CallableFunction<unknown, Promise<O>> {
  return onCall(async (request) => {
    const ctx = context();
    try {
      const endpoint = await load();
      if (endpoint.auth === 'none') {
        return await endpoint.handler(ctx, parseInput(endpoint.input, request.data));
      }
      const caller = callerOf(request, ctx.clock);
      return await endpoint.handler(ctx, parseInput(endpoint.input, request.data), caller);
    } catch (error) {
      throw toHttpsError(error, ctx.log);
    }
  });
}
