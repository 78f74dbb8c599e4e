import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBelow, writeOutputs } from './write-outputs.ts';

describe('the output folder of a build', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-out-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (files: Record<string, string>): string[] =>
    writeOutputs(
      folder,
      new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)])),
    );
  const present = (): string[] => filesBelow(folder).filter((path) => path !== '.outputs.local');

  it('gets what is new and changed, and keeps the rest untouched', () => {
    assert.deepEqual(write({ 'chunks/a.js': '1', 'index.js': '1' }), ['chunks/a.js', 'index.js']);
    const { mtimeMs, ino } = statSync(join(folder, 'chunks/a.js'));
    assert.deepEqual(write({ 'chunks/a.js': '1', 'index.js': '2' }), ['index.js']);
    const after = statSync(join(folder, 'chunks/a.js'));
    assert.deepEqual([after.mtimeMs, after.ino], [mtimeMs, ino]);
    assert.equal(readFileSync(join(folder, 'index.js'), 'utf8'), '2');
  });

  it('keeps the files of the build before this one, for who still runs it', () => {
    write({ 'chunks/a.js': '1', 'index.js': 'a' });
    write({ 'chunks/b.js': '1', 'index.js': 'b' });
    assert.deepEqual(present(), ['chunks/a.js', 'chunks/b.js', 'index.js']);
    write({ 'chunks/c.js': '1', 'index.js': 'c' });
    assert.deepEqual(present(), ['chunks/b.js', 'chunks/c.js', 'index.js']);
  });

  it('loses settings as soon as a build has none', () => {
    write({ '.env': 'A=1', '.env.demo': 'B=1', 'index.js': 'a' });
    write({ '.env': 'A=1', 'index.js': 'a' });
    assert.deepEqual(present(), ['.env', 'index.js']);
    write({ 'index.js': 'a' });
    assert.deepEqual(present(), ['index.js']);
  });

  it('loses what no build wrote, but not what was installed there', () => {
    mkdirSync(join(folder, 'node_modules'));
    writeFileSync(join(folder, 'node_modules/x.js'), '');
    writeFileSync(join(folder, '.env.production-project'), 'SECRET=1');
    write({ 'index.js': '1' });
    assert.deepEqual(present(), ['index.js']);
    assert.ok(statSync(join(folder, 'node_modules/x.js')).isFile());
  });
});
