import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';

const LIMIT = 250_000;

describe('the page', () => {
  const origin = `http://${process.env['HOSTING_EMULATOR_HOST']}`;
  const load = async (path: string): Promise<Buffer> => {
    const response = await fetch(new URL(path, origin));
    assert.equal(response.status, 200, path);
    return Buffer.from(await response.arrayBuffer());
  };

  it('is less than 250 kB in all, as it is sent', async () => {
    const html = await load('/');
    const parts = [...html.toString().matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(
      ([, path = '']) => path,
    );
    assert.ok(parts.some((path) => path.endsWith('.js')));
    assert.ok(parts.some((path) => path.endsWith('.css')));
    const files = await Promise.all([...parts, '/settings.json', '/costs.json'].map(load));
    const sizes = [html, ...files].map((file) => gzipSync(file).length);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    assert.ok(total < LIMIT, `${total} bytes`);
  });
});
