import { readFile } from 'node:fs/promises';

import { systemRandom } from '../../functions/src/kernel/random.ts';

/** A project id that nobody has used. */
export function freshProjectId(): string {
  return `demo-w-${systemRandom.id().toLowerCase()}`;
}

/** What the emulator imported at its start is seen under every project id. */
export async function clearDocuments(host: string, projectId: string): Promise<void> {
  const database = `projects/${projectId}/databases/(default)`;
  const url = `http://${host}/emulator/v1/${database}/documents`;
  const response = await fetch(url, { method: 'DELETE' });
  if (!response.ok) throw new Error(`The documents cannot be cleared: ${await response.text()}`);
}

/** The rules as they stand in the tree. */
export async function loadRules(host: string, projectId: string): Promise<void> {
  const content = await readFile(new URL('../../firestore.rules', import.meta.url), 'utf8');
  const response = await fetch(`http://${host}/emulator/v1/projects/${projectId}:securityRules`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ rules: { files: [{ name: 'firestore.rules', content }] } }),
  });
  if (!response.ok) throw new Error(`The rules do not load: ${await response.text()}`);
}
