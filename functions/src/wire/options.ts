import { setGlobalOptions } from 'firebase-functions/v2';

import { hashKey, jwtKeys, region } from './params.ts';

// Imported before any module that defines a function: options set later do not reach those already
// defined. Every function holds the keys, so that an instance that lacks one is found when
// it starts and not at somebody's first sign-in.
setGlobalOptions({
  region,
  secrets: [jwtKeys, hashKey],
  memory: '256MiB',
  maxInstances: 100,
});
