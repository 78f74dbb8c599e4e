import { createHmac } from 'node:crypto';

import { z } from 'zod';

import type { Config } from '../../config/config.ts';
import { ParleyError } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import { timeLimit } from '../../kernel/time-limit.ts';
import type { FacebookGraph } from '../../modules/federated/verifiers.ts';

/** An error of the SDK: the HTTP status, and Graph's own code within the body. */
const refusal = z.object({
  status: z.number(),
  response: z.object({ code: z.number() }).optional().catch(undefined),
});

/** Graph's code for an access token that is not good: https://developers.facebook.com/docs/graph-api/guides/error-handling */
const TOKEN_REFUSED = 190;

type Outcome = { ok: true; body: unknown } | { ok: false; status: number; code: number };

/**
 * {@link FacebookGraph} by Facebook's own SDK, loaded with the first token. The SDK has no time limit.
 * Its errors hold the request and with it tokens, so they are neither logged nor passed on.
 *
 * @param limit_ms for all requests of one check together, and for loading the SDK
 */
export function facebookGraph(
  { app_id, app_secret, graph_host }: Config['facebook'],
  limit_ms: number,
  log: Log,
): FacebookGraph {
  const base = graph_host === undefined ? undefined : `http://${graph_host}`;

  const get = async (token: string, path: string, params: Record<string, string>) => {
    const { FacebookAdsApi } = await import('facebook-nodejs-business-sdk');
    // Without `false` the SDK would send crash reports, and take over `uncaughtException`.
    const graph = new FacebookAdsApi(token, 'en_US', false);
    const sent = graph.call('GET', [path], params, {}, false, base);
    const outcome = await sent.then(answered, refused);
    if (outcome.ok || outcome.code === TOKEN_REFUSED) return outcome;
    return unavailable(path, outcome);
  };
  const unavailable = (path: string, { status, code }: { status: number; code: number }) => {
    // A 4xx is about us: the app's id or secret, or too many requests.
    log.warn('Facebook does not answer as it should', { path, status, code });
    throw new ParleyError('UPSTREAM_UNAVAILABLE');
  };

  return {
    check(access_token) {
      const inTime = timeLimit(limit_ms);
      return {
        async debugToken() {
          const params = { input_token: access_token };
          const outcome = await inTime(get(`${app_id}|${app_secret}`, 'debug_token', params));
          // Here it is the app's own token that is not good; of the other one the answer tells.
          return outcome.ok ? outcome.body : unavailable('debug_token', outcome);
        },
        async profile() {
          // https://developers.facebook.com/docs/graph-api/guides/secure-requests#appsecret_proof
          const appsecret_proof = createHmac('sha256', app_secret)
            .update(access_token)
            .digest('hex');
          const params = { fields: 'id,name', appsecret_proof };
          const outcome = await inTime(get(access_token, 'me', params));
          return outcome.ok ? outcome.body : undefined;
        },
      };
    },
  };
}

/** What is no JSON comes as text. */
function answered(body: unknown): Outcome {
  const isObject = typeof body === 'object' && body !== null;
  return isObject ? { ok: true, body } : { ok: false, status: 200, code: 0 };
}

/** Status and code are 0 where no answer came. */
function refused(error: unknown): Outcome {
  const { data } = refusal.safeParse(error);
  return { ok: false, status: data?.status ?? 0, code: data?.response?.code ?? 0 };
}
