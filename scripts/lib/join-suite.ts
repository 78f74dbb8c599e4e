import { readFirebaseConfig } from './firebase-config.ts';
import { ROOT } from './paths.ts';
import { answers, configuredPorts } from './ports.ts';
import { hostsOf, type Suite } from './suite.ts';
import { UserError } from './user-error.ts';

/**
 * The suite that `npm run emulators` or `npm start` runs on the ports of firebase.json. It stays
 * up when it is stopped here. Throws a UserError when there is none.
 */
export async function joinSuite(projectId: string): Promise<Suite> {
  const uses = configuredPorts(readFirebaseConfig(ROOT));
  for (const { host, port } of uses) {
    if (!(await answers(host, port))) {
      throw new UserError(
        `PARLEY_JOIN is set, but nothing answers at ${host}:${port}. Run \`npm run emulators\` ` +
          'in another terminal first.',
      );
    }
  }
  return {
    projectId,
    hosts: hostsOf(uses),
    logs: '.parley/logs',
    exited: new Promise(() => undefined),
    stop: async () => undefined,
  };
}
