import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { bundleWeb, writePageSettings, writeWeb } from './build-web.ts';

describe('the build of the page', function () {
  this.timeout(30_000);
  const outDir = mkdtempSync(join(tmpdir(), 'parley-web-'));
  let bundle: Awaited<ReturnType<typeof bundleWeb>>;
  const settings = (): unknown => JSON.parse(readFileSync(join(outDir, 'settings.json'), 'utf8'));
  after(() => rmSync(outDir, { recursive: true }));

  it('is of the project that serves it', async () => {
    bundle = await bundleWeb();
    assert.ok(bundle);
    assert.ok(writeWeb(bundle, { outDir }).includes('index.html'));
    assert.deepEqual(settings(), {});
  });

  it('leaves a running stack its settings, where that is asked for', () => {
    assert.ok(bundle);
    writePageSettings({ project_id: 'demo-x' }, outDir);
    assert.deepEqual(writeWeb(bundle, { outDir, keep_settings: true }), []);
    assert.deepEqual(settings(), { project_id: 'demo-x' });
    writeWeb(bundle, { outDir });
    assert.deepEqual(settings(), {});
  });
});
