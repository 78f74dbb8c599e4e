import { findApi } from './deployed-api.ts';
import { readRegion } from './env-file.ts';
import { GoogleError } from './google-error.ts';
import { grant, type Resource } from './iam-grant.ts';
import type { Step } from './step.ts';

/** The functions that Cloud Tasks calls; each has a queue of its name. */
export const TASKS = ['eraseAccount', 'matchContacts', 'numberGroup'];

type Right = { resource: Resource; role: string; command: string };

/**
 * Lets the functions' service account put tasks into their queues, have them sent in its own name, and
 * call what they are sent to: `onTaskDispatched` lets in whom Cloud Run lets in, and nobody is by default.
 *
 * https://firebase.google.com/docs/functions/task-functions
 */
export const taskRights: Step = {
  name: 'tasks',
  plan: () => "let the functions' service account put tasks into their queues and send them",
  async run(deployment) {
    const { google, project, root } = deployment;
    const { serviceAccount } = await findApi(deployment);
    const region = await readRegion(root, project);
    const rights = rightsOf(project, region, serviceAccount);
    let changed = false;
    try {
      for (const { resource, role } of rights) {
        if (await grant(google, resource, role, serviceAccount)) changed = true;
      }
      const note = `${serviceAccount} may enqueue and send tasks`;
      return { state: changed ? 'done' : 'already so', note };
    } catch (error) {
      if (!(error instanceof GoogleError && error.status === 403)) throw error;
      return {
        state: 'by hand',
        note: 'this account may not change IAM policies; an owner has to. Until then busy groups lag, address books and deletions wait',
        commands: rights.map(
          ({ command, role }) =>
            `${command} --member=serviceAccount:${serviceAccount} --role=${role} --project=${project}`,
        ),
      };
    }
  },
};

function rightsOf(project: string, region: string, email: string): Right[] {
  const place = `v2/projects/${project}/locations/${region}`;
  const self: Right = {
    resource: { api: 'iam', path: `v1/projects/${project}/serviceAccounts/${email}` },
    role: 'roles/iam.serviceAccountUser',
    command: `gcloud iam service-accounts add-iam-policy-binding ${email}`,
  };
  return TASKS.reduce<Right[]>(
    (rights, name) => {
      // Cloud Run's services have their function's name in small letters.
      const service = name.toLowerCase();
      return [
        ...rights,
        {
          resource: { api: 'tasks', path: `${place}/queues/${name}` },
          role: 'roles/cloudtasks.enqueuer',
          command: `gcloud tasks queues add-iam-policy-binding ${name} --location=${region}`,
        },
        {
          resource: { api: 'run', path: `${place}/services/${service}` },
          role: 'roles/run.invoker',
          command: `gcloud run services add-iam-policy-binding ${service} --region=${region}`,
        },
      ];
    },
    [self],
  );
}
