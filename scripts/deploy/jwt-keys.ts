import { GoogleError } from './google-error.ts';
import { kidsOf, newKey, rotate, type Rotation } from './key-list.ts';
import type { Deployment, Step } from './step.ts';

const NAME = 'JWT_KEYS';

/** With this label the Firebase CLI prunes versions that no function uses any more. */
const LABELS = { 'firebase-managed': 'functions' };

/**
 * The keys that sign our tokens, in Secret Manager. A key is made where there is none; it is never
 * printed and never replaced without being asked for.
 *
 * https://cloud.google.com/secret-manager/docs/reference/rest
 */
export function jwtKeys(rotation?: Rotation): Step {
  return {
    name: 'signing keys',
    plan: () =>
      rotation === undefined
        ? `make the secret ${NAME} with a random key if there is none`
        : `rotate the secret ${NAME}: ${rotation}`,
    async run(deployment) {
      const version = await newestVersion(deployment);
      const fresh = (): string => newKey(deployment.now(), deployment.random);
      if (version === undefined) {
        const key = fresh();
        await writeKeys(deployment, key);
        return { state: 'done', note: `made ${NAME} with the key ${kidsOf(key)[0]}` };
      }
      if (rotation === undefined) {
        return { state: 'already so', note: `${NAME} has version ${version}` };
      }
      const list = await readKeys(deployment, version);
      const next = rotate(list, rotation, fresh);
      if (next === undefined) {
        return { state: 'already so', note: `${NAME} has ${described(list)}` };
      }
      await writeKeys(deployment, next);
      return { state: 'done', note: `${NAME} now has ${described(next)}` };
    },
  };
}

async function newestVersion({ google, project }: Deployment): Promise<string | undefined> {
  const path = `v1/projects/${project}/secrets/${NAME}/versions?filter=state:ENABLED&pageSize=1`;
  const enabled = await google.find<{ versions?: { name?: string }[] }>('secrets', path);
  return enabled?.versions?.[0]?.name?.split('/').pop();
}

async function readKeys({ google, project }: Deployment, version: string): Promise<string> {
  const path = `v1/projects/${project}/secrets/${NAME}/versions/${version}:access`;
  const { payload } = await google.get<{ payload?: { data?: string } }>('secrets', path);
  return Buffer.from(payload?.data ?? '', 'base64').toString('utf8');
}

async function writeKeys({ google, project }: Deployment, list: string): Promise<void> {
  const secrets = `v1/projects/${project}/secrets`;
  try {
    const body = { replication: { automatic: {} }, labels: LABELS };
    await google.post('secrets', `${secrets}?secretId=${NAME}`, body);
  } catch (error) {
    // It is there and gets another version.
    if (!(error instanceof GoogleError && error.status === 409)) throw error;
  }
  const data = Buffer.from(list, 'utf8').toString('base64');
  await google.post('secrets', `${secrets}/${NAME}:addVersion`, { payload: { data } });
}

function described(list: string): string {
  const [signing, ...others] = kidsOf(list);
  return others.length > 0 ? `${signing}, which signs, and ${others.join(', ')}` : `${signing}`;
}
