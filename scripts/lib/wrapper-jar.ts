import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { crc32 } from 'node:zlib';

const MAIN_CLASS = 'com.google.cloud.datastore.emulator.firestore.CloudFirestore';
const MANIFEST = 'META-INF/MANIFEST.MF';

/**
 * Writes a jar that holds nothing but a manifest pointing at the emulator's real jar, and resolves
 * to its path. The copy that comes with the Google Cloud CLI names no main class, so `java -jar`
 * cannot run it; and the Firebase CLI changes the mode of the jar it is given, which only works on
 * a file of one's own.
 */
export async function writeWrapperJar(realJar: string, cacheDir: string): Promise<string> {
  const jar = wrapperJar(realJar);
  const key = createHash('sha256').update(jar).digest('hex').slice(0, 12);
  const path = join(cacheDir, `firestore-emulator-${key}.jar`);
  const present = await readFile(path).catch(() => undefined);
  if (present?.equals(jar)) return path;
  await mkdir(cacheDir, { recursive: true });
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, jar, { mode: 0o755 });
  await rename(draft, path);
  return path;
}

/** The jar's bytes: a zip with one stored (uncompressed) entry. */
export function wrapperJar(realJar: string): Buffer {
  const name = Buffer.from(MANIFEST);
  const content = Buffer.from(manifest(pathToFileURL(realJar).href));
  const entry = Buffer.alloc(26);
  entry.writeUInt16LE(10, 0); // version needed: 1.0
  entry.writeUInt16LE(0x21, 8); // a zip cannot say "no date"; this is 1980-01-01
  entry.writeUInt32LE(crc32(content), 10);
  entry.writeUInt32LE(content.length, 14); // compressed
  entry.writeUInt32LE(content.length, 18); // uncompressed
  entry.writeUInt16LE(name.length, 22);

  const local = Buffer.concat([signature(0x04034b50), entry, name, content]);
  const versionMadeBy = Buffer.from([10, 0]);
  // Comment length, disk number, attributes and the entry's offset are all zero.
  const central = Buffer.concat([
    signature(0x02014b50),
    versionMadeBy,
    entry,
    Buffer.alloc(14),
    name,
  ]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4); // entries on this disk
  end.writeUInt16LE(1, 6); // entries in all
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, signature(0x06054b50), end]);
}

/** Manifest lines hold at most 72 bytes; a longer one continues after a line break and a space. */
function manifest(classPath: string): string {
  const lines = ['Manifest-Version: 1.0', `Main-Class: ${MAIN_CLASS}`, `Class-Path: ${classPath}`];
  return lines.map(fold).join('') + '\r\n';
}

function fold(line: string): string {
  const parts = [line.slice(0, 72)];
  for (let at = 72; at < line.length; at += 71) parts.push(line.slice(at, at + 71));
  return `${parts.join('\r\n ')}\r\n`;
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
