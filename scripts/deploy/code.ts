import { existsSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UserError } from '../lib/user-error.ts';
import { envFiles } from './env-file.ts';
import type { Step } from './step.ts';

/** Where firebase.json has the functions' source. */
const OUT_DIR = join('build', 'functions');

const TARGETS = ['functions', 'firestore', 'storage', 'hosting'];

/** Builds the functions and the page, and puts the params beside them, where the Firebase CLI reads them. */
export const build: Step = {
  name: 'build',
  plan: () => `build the functions into ${OUT_DIR}`,
  async run(deployment) {
    const outDir = join(deployment.root, OUT_DIR);
    await deployment.build(outDir);
    for (const file of envFiles(deployment.project)) {
      const from = join(deployment.root, file);
      if (existsSync(from)) await copyFile(from, join(outDir, basename(file)));
    }
    return { state: 'done', note: `built ${OUT_DIR}` };
  },
};

/**
 * `firebase deploy`: code, page, rules, indexes and the expiry of documents (both from
 * firestore.indexes.json). At a terminal the CLI asks before it deletes a function or lets one be
 * retried; without one it refuses, unless `force` answers yes.
 */
export function firebaseDeploy(options: { force: boolean; interactive: boolean }): Step {
  const args = (project: string): string[] => [
    ...['deploy', '--only', TARGETS.join(','), '--project', project],
    ...(options.force ? ['--force'] : []),
    ...(options.interactive ? [] : ['--non-interactive']),
  ];
  return {
    name: 'firebase deploy',
    plan: (project) => `firebase ${args(project).join(' ')}`,
    async run({ firebase, project }) {
      const code = await firebase(args(project));
      if (code === 0) return { state: 'done', note: TARGETS.join(', ') };
      throw new UserError(
        `firebase deploy ended with code ${code}; what it says is above. Run the same command ` +
          'again when that is mended: functions that were deployed stay deployed.',
      );
    },
  };
}
