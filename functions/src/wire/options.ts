import { region } from './params.ts';
import { setGlobalOptions } from './sdk.ts';
import { SECRETS_OF_ALL } from './secrets.ts';

// Imported before any module that defines a function: options set later do not reach those already
// defined.
setGlobalOptions({
  region,
  secrets: SECRETS_OF_ALL,
  memory: '256MiB',
  maxInstances: 100,
});
