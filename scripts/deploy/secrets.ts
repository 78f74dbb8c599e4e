import { addVersion, newestVersion } from './secret-manager.ts';
import type { Deployment, Step } from './step.ts';

const HASH_KEY_BYTES = 32;

/**
 * The secrets beside the signing keys. The Firebase CLI deploys no function whose secret has no value,
 * also where its feature is off, so those of a provider get one that says so; the team replaces it
 * with `firebase functions:secrets:set`.
 */
const SECRETS: { name: string; value: (deployment: Deployment) => string }[] = [
  { name: 'HASH_KEY', value: ({ random }) => random(HASH_KEY_BYTES).toString('base64') },
  { name: 'FACEBOOK_APP_SECRET', value: () => 'unset' },
  { name: 'TWILIO_AUTH_TOKEN', value: () => 'unset' },
  { name: 'PROJECT_ADMIN_DEFAULT_SECRET', value: () => 'unset' },
];

/** Makes the secrets that are missing; none is printed, none replaced. */
export const secrets: Step = {
  name: 'secrets',
  plan: () => `make those of ${SECRETS.map(({ name }) => name).join(', ')} that are missing`,
  async run(deployment) {
    const made: string[] = [];
    for (const { name, value } of SECRETS) {
      if ((await newestVersion(deployment, name)) !== undefined) continue;
      await addVersion(deployment, name, value(deployment));
      made.push(name);
    }
    return made.length > 0
      ? { state: 'done', note: `made ${made.join(', ')}` }
      : { state: 'already so', note: 'all there' };
  },
};
