import { findApi } from './deployed-api.ts';
import { GoogleError } from './google-error.ts';
import type { Google } from './google.ts';
import type { Step } from './step.ts';

const ROLE = 'roles/iam.serviceAccountTokenCreator';

/** Someone else changed the policy in between: read and try again, so often. */
const ATTEMPTS = 3;

type Binding = { role?: string; members?: string[]; condition?: object };
type Policy = { version?: number; etag?: string; bindings?: Binding[] };

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
      const changed = await grant(google, project, serviceAccount);
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

async function grant(google: Google, project: string, email: string): Promise<boolean> {
  const resource = `v1/projects/${project}/serviceAccounts/${email}`;
  // Version 3 is the one that shows conditions; writing back a lower one would drop them.
  const read = `${resource}:getIamPolicy?options.requestedPolicyVersion=3`;
  for (let attempt = 1; ; attempt++) {
    const policy = await google.post<Policy>('iam', read, {});
    const next = withMember(policy, `serviceAccount:${email}`);
    if (next === undefined) return false;
    try {
      await google.post('iam', `${resource}:setIamPolicy`, { policy: next });
      return true;
    } catch (error) {
      const stale = error instanceof GoogleError && error.status === 409;
      if (!stale || attempt === ATTEMPTS) throw error;
    }
  }
}

/** The policy with the member added and everything else kept, or nothing when he is there. */
function withMember(policy: Policy, member: string): Policy | undefined {
  const bindings = policy.bindings ?? [];
  const unconditional = bindings.find(({ role, condition }) => role === ROLE && !condition);
  if (unconditional?.members?.includes(member)) return undefined;
  const others = bindings.filter((binding) => binding !== unconditional);
  const members = [...(unconditional?.members ?? []), member];
  return {
    ...policy,
    version: 3,
    bindings: [...others, { ...unconditional, role: ROLE, members }],
  };
}
