import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answers } from './ports.ts';

/**
 * Removes the file by which `firebase emulators:export` finds a project's hub, when no hub answers
 * there any more. The Firebase CLI itself only looks whether the process id in it is in use, and
 * then an export on exit goes to the wrong place.
 */
export async function removeStaleLocator(projectId: string): Promise<void> {
  const path = join(tmpdir(), `hub-${projectId}.json`);
  let origins: string[];
  try {
    origins = (JSON.parse(readFileSync(path, 'utf8')) as { origins?: string[] }).origins ?? [];
  } catch {
    return;
  }
  for (const origin of origins) {
    const { hostname, port } = new URL(origin);
    if (await answers(hostname, Number(port))) return;
  }
  rmSync(path, { force: true });
}
