import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { buildFunctions } from '../scripts/lib/build-functions.ts';
import { startApiInstance, type ApiInstance } from '../testkit/api-instance.ts';

const APP = 'https://app.example';
const EVIL = 'https://evil.example';

/** As the functions emulator starts an instance: with features of the SDK that let every origin in. */
const EMULATOR = {
  FIREBASE_DEBUG_MODE: 'true',
  FIREBASE_DEBUG_FEATURES: '{"skipTokenVerification":true,"enableCors":true}',
};

describe('CORS_ORIGINS in the functions emulator', function () {
  this.timeout(30_000);
  let folder: string;
  let instance: ApiInstance;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'parley-cors-'));
    await buildFunctions({ outDir: folder });
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
    instance = await startApiInstance(folder, { ...EMULATOR, CORS_ORIGINS: APP });
  });
  after(() => {
    instance.stop();
    rmSync(folder, { recursive: true });
  });

  const allowed = async (origin: string, method: 'OPTIONS' | 'POST'): Promise<string | null> => {
    const { headers } = await instance.fetch('/api-token-verify/', {
      method,
      headers: {
        origin,
        'content-type': 'application/json',
        ...(method === 'OPTIONS' && { 'access-control-request-method': 'POST' }),
      },
      ...(method === 'POST' && { body: '{"token":"x"}' }),
    });
    assert.match(headers.get('vary') ?? '', /\bOrigin\b/i);
    return headers.get('access-control-allow-origin');
  };

  for (const method of ['OPTIONS', 'POST'] as const) {
    it(`holds for REST: ${method}`, async () => {
      assert.equal(await allowed(APP, method), APP);
      assert.equal(await allowed(EVIL, method), null);
    });
  }
});
