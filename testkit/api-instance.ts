import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { suiteProject } from './hosts.ts';

/** A process that serves nothing but the function `api`. */
export interface ApiInstance {
  /** Answers the status of a request with a JSON body. */
  post(path: string, body: object): Promise<number>;
  get(path: string): Promise<number>;
  /** Any request, and all of its answer. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** The packages that it has loaded so far, by their names. */
  packages(): Promise<string[]>;
  stop(): void;
}

const CHILD = fileURLToPath(new URL('api-instance-child.ts', import.meta.url));

/** Nobody listens there: where there is no stand-in, the real service must not be asked. */
const NOWHERE = Object.fromEntries(
  ['TWILIO', 'GOOGLE', 'FACEBOOK', 'FCM'].map((name) => [`${name}_EMULATOR_HOST`, '127.0.0.1:9']),
);

/**
 * Starts a fresh instance of the function `api` on the emulators of the environment.
 *
 * @param folder the built functions, with their `.env.local` and `.secret.local`
 * @param more of the environment, such as params
 */
export async function startApiInstance(
  folder: string,
  more: Record<string, string> = {},
): Promise<ApiInstance> {
  const FIREBASE_CONFIG = JSON.stringify({ projectId: suiteProject() });
  const env = { ...NOWHERE, ...process.env, FIREBASE_CONFIG, FUNCTIONS_EMULATOR: 'true', ...more };
  const child = fork(CHILD, [folder], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [port] = (await once(child, 'message')) as [number];
  const ask = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init);
  const statusOf = async (path: string, init?: RequestInit): Promise<number> => {
    const response = await ask(path, init);
    await response.arrayBuffer();
    return response.status;
  };
  return {
    fetch: ask,
    get: (path) => statusOf(path),
    post: (path, body) =>
      statusOf(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    async packages() {
      child.send('packages');
      const [names] = (await once(child, 'message')) as [string[]];
      return names;
    },
    stop: () => void child.kill(),
  };
}
