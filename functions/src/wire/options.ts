import { jwtKeys, region } from './params.ts';
import { setGlobalOptions } from './sdk.ts';

// Imported before any module that defines a function: options set later do not reach those already
// defined. Every function holds the signing keys, so that an instance that lacks them is found when
// it starts and not at somebody's first sign-in.
setGlobalOptions({
  region,
  secrets: [jwtKeys],
  memory: '256MiB',
  maxInstances: 100,
});
