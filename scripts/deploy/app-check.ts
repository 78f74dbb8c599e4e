import { projectNumber } from './project.ts';
import type { Step } from './step.ts';

/**
 * What clients reach directly. Not Authentication: the functions check passwords there with the API
 * key and without an App Check token, so that enforcing it would end sign-in by password.
 */
const ENFORCEABLE = ['firestore.googleapis.com', 'firebasestorage.googleapis.com'];

/**
 * Looks whether App Check is enforced. It is never switched on from here: an app has to be
 * registered and released with it first, or every client in the field is shut out.
 */
export const appCheck: Step = {
  name: 'App Check',
  plan: () => `look whether App Check is enforced for ${ENFORCEABLE.join(' and ')}`,
  async run(deployment) {
    const parent = `v1/projects/${await projectNumber(deployment)}/services`;
    const open: string[] = [];
    for (const service of ENFORCEABLE) {
      const path = `${parent}/${service}`;
      const found = await deployment.google.find<{ enforcementMode?: string }>('appCheck', path);
      if (found?.enforcementMode !== 'ENFORCED') open.push(service);
    }
    if (open.length === 0) return { state: 'already so', note: 'enforced' };
    return {
      state: 'by hand',
      note: `not enforced for ${open.join(', ')}; see docs/deploy.md before you enforce it`,
      commands: [`open https://console.firebase.google.com/project/${deployment.project}/appcheck`],
    };
  },
};
