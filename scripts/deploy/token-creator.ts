import { findApi } from './deployed-api.ts';
import { GoogleError } from './google-error.ts';
import { grant } from './iam-grant.ts';
import type { Step } from './step.ts';

const ROLE = 'roles/iam.serviceAccountTokenCreator';

/**
 * Lets the functions' service account sign as itself. `createCustomToken` needs that
 * (`iam.serviceAccounts.signBlob`), and no role that the account has by default contains it.
 *
 * https://firebase.google.com/docs/auth/admin/create-custom-tokens#troubleshooting
 */
export const tokenCreator: Step = {
  name: 'token signing',
  plan: () => `give the functions' service account ${ROLE} on itself`,
  async run(deployment) {
    const { google, project } = deployment;
    const { serviceAccount } = await findApi(deployment);
    try {
      const path = `v1/projects/${project}/serviceAccounts/${serviceAccount}`;
      const changed = await grant(google, { api: 'iam', path }, ROLE, serviceAccount);
      const note = `${serviceAccount} may sign tokens`;
      return { state: changed ? 'done' : 'already so', note };
    } catch (error) {
      if (!(error instanceof GoogleError && error.status === 403)) throw error;
      return {
        state: 'by hand',
        note: 'this account may not change IAM policies; an owner has to. Nobody can sign in before',
        commands: [
          `gcloud iam service-accounts add-iam-policy-binding ${serviceAccount} ` +
            `--member=serviceAccount:${serviceAccount} --role=${ROLE} --project=${project}`,
        ],
      };
    }
  },
};
