import { UserError } from '../lib/user-error.ts';
import { projectNumber } from './project.ts';
import type { Step } from './step.ts';

/** What the functions call and what deploying them takes. At most 20: one request enables no more. */
const SERVICES = [
  'artifactregistry.googleapis.com',
  'cloudbuild.googleapis.com',
  'cloudfunctions.googleapis.com',
  'cloudscheduler.googleapis.com',
  'cloudtasks.googleapis.com',
  'eventarc.googleapis.com',
  'fcm.googleapis.com',
  'firebaseappcheck.googleapis.com',
  'firebasehosting.googleapis.com',
  'firebaserules.googleapis.com',
  'firebasestorage.googleapis.com',
  'firestore.googleapis.com',
  'iam.googleapis.com',
  // Custom tokens are signed by signBlob of this one.
  'iamcredentials.googleapis.com',
  'identitytoolkit.googleapis.com',
  'pubsub.googleapis.com',
  'run.googleapis.com',
  'secretmanager.googleapis.com',
];

const POLL_MS = 3_000;
const POLLS = 60;

type Operation = { name?: string; done?: boolean; error?: { message?: string } };

/**
 * Switches on the interfaces that are off. Blaze is needed for some of them; Google's answer says so.
 *
 * https://cloud.google.com/service-usage/docs/reference/rest/v1/services/batchEnable
 */
export const services: Step = {
  name: 'interfaces',
  plan: () => `switch on those of ${SERVICES.length} Google interfaces that are off`,
  async run(deployment) {
    const { google, wait } = deployment;
    const parent = `v1/projects/${await projectNumber(deployment)}`;
    const names = SERVICES.map((id) => `names=${parent.slice('v1/'.length)}/services/${id}`);
    const { services: found = [] } = await google.get<{
      services?: { name?: string; state?: string }[];
    }>('services', `${parent}/services:batchGet?${names.join('&')}`);
    const enabled = found
      .filter(({ state }) => state === 'ENABLED')
      .map((service) => service.name ?? '');
    const serviceIds = SERVICES.filter((id) => !enabled.some((on) => on.endsWith(`/${id}`)));
    if (serviceIds.length === 0) return { state: 'already so', note: 'all are on' };

    const path = `${parent}/services:batchEnable`;
    let operation = await google.post<Operation>('services', path, { serviceIds });
    const { name } = operation;
    for (let poll = 0; !operation.done && poll < POLLS; poll++) {
      await wait(POLL_MS);
      operation = await google.get<Operation>('services', `v1/${name}`);
    }
    if (!operation.done || operation.error) {
      const reason = operation.error?.message ?? 'Google is still at it';
      throw new UserError(`Could not switch on ${serviceIds.join(', ')}: ${reason}`);
    }
    return { state: 'done', note: `switched on ${serviceIds.join(', ')}` };
  },
};
