import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Functions run here unless REGION is set; the default of the param of that name. */
const DEFAULT_REGION = 'us-central1';

/** The file with a project's params, relative to the root. */
export function envFile(project: string): string {
  return join('functions', `.env.${project}`);
}

/** The files the Firebase CLI reads params from, in its order: later ones win. */
export function envFiles(project: string): string[] {
  return [join('functions', '.env'), envFile(project)];
}

/** A param's value, or nothing when it is absent or empty. */
export async function readParam(
  root: string,
  project: string,
  name: string,
): Promise<string | undefined> {
  let found: string | undefined;
  for (const file of envFiles(project)) {
    const text = await readFile(join(root, file), 'utf8').catch(() => '');
    const lines = text.matchAll(new RegExp(`^\\s*(?:export\\s+)?${name}\\s*=([^#\\r\\n]*)`, 'gm'));
    for (const [, value = ''] of lines) found = value.trim().replace(/^(["'])(.*)\1$/, '$2');
  }
  return found === '' ? undefined : found;
}

/** The region the functions are deployed to. */
export async function readRegion(root: string, project: string): Promise<string> {
  return (await readParam(root, project, 'REGION')) ?? DEFAULT_REGION;
}

/** Adds a param to the project's file. */
export async function addParam(
  root: string,
  project: string,
  name: string,
  value: string,
): Promise<void> {
  const path = join(root, envFile(project));
  const before = await readFile(path, 'utf8').catch(() => '');
  const newline = before === '' || before.endsWith('\n') ? '' : '\n';
  await appendFile(path, `${newline}${name}=${value}\n`);
}
