import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { buildWeb, writePageSettings } from './build-web.ts';

describe('the build of the page', function () {
  this.timeout(30_000);
  const outDir = mkdtempSync(join(tmpdir(), 'parley-web-'));
  const settings = (): unknown => JSON.parse(readFileSync(join(outDir, 'settings.json'), 'utf8'));
  after(() => rmSync(outDir, { recursive: true }));

  it('is of the project that serves it', async () => {
    assert.ok((await buildWeb({ outDir }))?.includes('index.html'));
    assert.deepEqual(settings(), {});
  });

  it('leaves a running stack its settings, where that is asked for', async () => {
    writePageSettings({ project_id: 'demo-x' }, outDir);
    assert.deepEqual(await buildWeb({ outDir, keep_settings: true }), []);
    assert.deepEqual(settings(), { project_id: 'demo-x' });
    await buildWeb({ outDir });
    assert.deepEqual(settings(), {});
  });
});
