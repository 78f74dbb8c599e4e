import { findApi } from './deployed-api.ts';
import { readRegion } from './env-file.ts';
import type { Step } from './step.ts';

const READY = '200';
const ATTEMPTS = 6;
const PAUSE_MS = 5_000;
const TIMEOUT_MS = 20_000;

/**
 * Asks the deployed `api` whether it is ready.
 *
 * The path has its trailing slash because Google's front end keeps the bare `/healthz` of a Cloud
 * Run address for itself and answers 404: https://cloud.google.com/run/docs/known-issues ("reserved
 * URL paths").
 */
export const health: Step = {
  name: 'health',
  plan: () => 'GET /healthz/ of the deployed api, until it answers 200',
  async run(deployment) {
    const url = `${(await findApi(deployment)).url}/healthz/`;
    let last = '';
    // The first requests after a deployment may meet a cold start or a permission that has not
    // spread yet.
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (attempt > 1) await deployment.wait(PAUSE_MS);
      last = await ask(url);
      if (last === READY) return { state: 'done', note: `${url} is ready` };
    }
    const region = await readRegion(deployment.root, deployment.project);
    return {
      state: 'by hand',
      note: `${url} is not ready: ${last}. The log says why`,
      commands: [
        `gcloud functions logs read api --gen2 --region=${region} --project=${deployment.project}`,
      ],
      stop: true,
    };
  },
};

/** The HTTP status, or why there is none. */
async function ask(url: string): Promise<string> {
  try {
    const { status } = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    return String(status);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
