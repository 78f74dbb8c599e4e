import './options.ts';

import type { CallableFunction } from 'firebase-functions/v2/https';

import type { Contexts } from '../context/context.ts';
import type { Auth, Endpoint } from '../context/endpoint.ts';
import { api } from './api.ts';
import { callable } from './callable.ts';
import { ENDPOINTS, type EndpointName } from './endpoints.ts';
import { resourcesOf } from './resources.ts';
import { secretsOf } from './secrets.ts';

type Callables = Record<EndpointName, CallableFunction<unknown, Promise<unknown>>>;
/** Loads an endpoint of whatever types: each is only ever paired with its own schema. */
type Load = () => Promise<Endpoint<unknown, unknown, Auth>>;

/** Of the longest that it serves: what is stored of a user who has written for years. */
const API_TIMEOUT_SECONDS = 540;

/**
 * Every function that is called, by its public name, each over a context of its own, that is asked for per call.
 *
 * @param origins the web origins whose pages may call the callables; empty for any, as Firebase has it
 */
export function defineFunctions(contexts: Contexts, origins: readonly string[] = []) {
  const cors = origins.length === 0 ? true : [...origins];
  const callables = Object.entries(ENDPOINTS).map(([name, load]) => [
    name,
    callable(() => contexts(name), load as Load, {
      cors,
      secrets: secretsOf(name),
      ...resourcesOf(name),
    }),
  ]);
  return {
    ...(Object.fromEntries(callables) as Callables),
    api: api(() => contexts('api'), {
      secrets: secretsOf('api'),
      ...resourcesOf('api'),
      timeoutSeconds: API_TIMEOUT_SECONDS,
    }),
  };
}
