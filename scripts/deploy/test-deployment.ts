import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GoogleStandIn } from './google-stand-in.ts';
import type { Deployment } from './step.ts';

export const PROJECT = 'team-chat';

const roots: string[] = [];
after(() => Promise.all(roots.map((root) => rm(root, { recursive: true, force: true }))));

/** A deployment against the stand-in, from an empty root folder; time stands still and waits end at once. */
export async function testDeployment(
  standIn: GoogleStandIn,
  changes: Partial<Deployment> = {},
): Promise<Deployment> {
  const root = await mkdtemp(join(tmpdir(), 'parley-deploy-'));
  roots.push(root);
  return {
    project: PROJECT,
    root,
    google: standIn.google(PROJECT),
    firebase: async () => 0,
    build: async () => undefined,
    now: () => new Date('2026-11-20T05:30:00.000Z'),
    random: (bytes) => Buffer.alloc(bytes, 7),
    wait: async () => undefined,
    ...changes,
  };
}
