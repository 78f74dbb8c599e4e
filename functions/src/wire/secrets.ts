import type { EndpointName } from './endpoints.ts';
import { adminSecret, facebookAppSecret, hashKey, jwtKeys, twilioAuthToken } from './params.ts';

type Secret = typeof jwtKeys;

/** Held by every function, so that an instance that lacks one is found when it starts. */
export const SECRETS_OF_ALL: Secret[] = [jwtKeys, hashKey];

/** Held besides by those that need them: what a function does not hold, it cannot leak. */
const MORE: Partial<Record<EndpointName | 'api', Secret[]>> = {
  signInWithEmail: [adminSecret],
  setPassword: [adminSecret],
  signInWithFacebook: [facebookAppSecret],
  startPhoneAuth: [twilioAuthToken],
  api: [adminSecret, facebookAppSecret, twilioAuthToken],
};

/** All secrets of a function; a function's own list replaces the global one. */
export function secretsOf(name: string): Secret[] {
  return [...SECRETS_OF_ALL, ...((MORE as Record<string, Secret[]>)[name] ?? [])];
}
