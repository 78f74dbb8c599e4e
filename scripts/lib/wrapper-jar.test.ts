import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { wrapperJar, writeWrapperJar } from './wrapper-jar.ts';

const REAL = '/usr/lib/google cloud/platform/cloud-firestore-emulator/cloud-firestore-emulator.jar';

describe('the wrapper jar', () => {
  it('is a zip with one stored entry, the manifest', () => {
    const { name, content } = onlyEntry(wrapperJar(REAL));
    assert.equal(name, 'META-INF/MANIFEST.MF');
    const unfolded = content.replaceAll('\r\n ', '');
    assert.match(unfolded, /^Manifest-Version: 1\.0\r\n/);
    assert.match(unfolded, /\r\nMain-Class: [\w.]+\.CloudFirestore\r\n/);
    assert.ok(unfolded.includes(`Class-Path: file://${encodeURI(REAL)}\r\n\r\n`));
  });

  it('keeps manifest lines within 72 bytes', () => {
    const { content } = onlyEntry(wrapperJar(`/${'long/'.repeat(60)}emulator.jar`));
    for (const line of content.split('\r\n')) assert.ok(line.length <= 72, line);
  });

  it('is written once for each real jar', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parley-jar-'));
    try {
      const path = await writeWrapperJar(REAL, join(folder, 'cache'));
      const { mtimeMs, mode } = await stat(path);
      assert.equal(mode & 0o200, 0o200);
      assert.equal(await writeWrapperJar(REAL, join(folder, 'cache')), path);
      assert.equal((await stat(path)).mtimeMs, mtimeMs);
      assert.notEqual(await writeWrapperJar('/other.jar', join(folder, 'cache')), path);
      assert.equal((await readdir(join(folder, 'cache'))).length, 2);
      assert.deepEqual(await readFile(path), wrapperJar(REAL));
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

/** Reads the archive the way a zip reader does: from its end record to the directory to the entry. */
function onlyEntry(jar: Buffer): { name: string; content: string } {
  const end = jar.length - 22;
  assert.equal(jar.readUInt32LE(end), 0x06054b50);
  assert.equal(jar.readUInt16LE(end + 10), 1);
  const directory = jar.readUInt32LE(end + 16);
  assert.equal(jar.readUInt32LE(end + 12), end - directory);
  assert.equal(jar.readUInt32LE(directory), 0x02014b50);
  const size = jar.readUInt32LE(directory + 24);
  const nameLength = jar.readUInt16LE(directory + 28);
  const at = jar.readUInt32LE(directory + 42);
  assert.equal(jar.readUInt32LE(at), 0x04034b50);
  const start = at + 30 + nameLength;
  const content = jar.subarray(start, start + size);
  assert.equal(jar.readUInt32LE(directory + 16), crc32(content));
  return { name: jar.toString('utf8', at + 30, start), content: content.toString('utf8') };
}
