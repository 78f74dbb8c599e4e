import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** File contents by path below the output folder, in the order in which they are to appear. */
export type Outputs = ReadonlyMap<string, Uint8Array>;

/** Names the outputs of the last build; a `.local` file, so it is never deployed. */
const RECORD = '.outputs.local';

/**
 * Brings a folder up to the outputs while others may be reading it: unchanged files are left alone,
 * changed ones replaced at once, those that nothing else refers to last (put the entry point at the end).
 * What the previous build wrote stays for one more build, because a process that loaded its entry point
 * may still import its chunks; only settings go at once, which would hold still. Returns the paths that
 * changed.
 */
export function writeOutputs(outDir: string, outputs: Outputs): string[] {
  mkdirSync(outDir, { recursive: true });
  const previous = readRecord(outDir);
  const changed = [...outputs].filter(([path, content]) =>
    writeIfChanged(join(outDir, path), content),
  );
  const parts = previous.filter((path) => !path.startsWith('.env'));
  const keep = new Set([...outputs.keys(), ...parts, RECORD]);
  for (const path of filesBelow(outDir)) {
    if (!keep.has(path)) rmSync(join(outDir, path), { force: true });
  }
  writeIfChanged(join(outDir, RECORD), Buffer.from(JSON.stringify([...outputs.keys()])));
  return changed.map(([path]) => path);
}

/** Everything below a folder, as paths with `/`, without what is in its node_modules. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.startsWith('node_modules/'))
    .sort();
}

function writeIfChanged(path: string, content: Uint8Array): boolean {
  if (existsSync(path) && readFileSync(path).equals(content)) return false;
  mkdirSync(dirname(path), { recursive: true });
  const draft = join(dirname(path), `.${process.pid}.draft.local`);
  writeFileSync(draft, content);
  renameSync(draft, path);
  return true;
}

function readRecord(outDir: string): string[] {
  try {
    return JSON.parse(readFileSync(join(outDir, RECORD), 'utf8')) as string[];
  } catch {
    return [];
  }
}
