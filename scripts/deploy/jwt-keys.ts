import { kidsOf, newKey, rotate, type Rotation } from './key-list.ts';
import { addVersion, newestVersion, readVersion } from './secret-manager.ts';
import type { Step } from './step.ts';

const NAME = 'JWT_KEYS';

/**
 * The keys that sign our tokens, in Secret Manager. A key is made where there is none; it is never
 * printed and never replaced without being asked for.
 */
export function jwtKeys(rotation?: Rotation): Step {
  return {
    name: 'signing keys',
    plan: () =>
      rotation === undefined
        ? `make the secret ${NAME} with a random key if there is none`
        : `rotate the secret ${NAME}: ${rotation}`,
    async run(deployment) {
      const version = await newestVersion(deployment, NAME);
      const fresh = (): string => newKey(deployment.now(), deployment.random);
      if (version === undefined) {
        const key = fresh();
        await addVersion(deployment, NAME, key);
        return { state: 'done', note: `made ${NAME} with the key ${kidsOf(key)[0]}` };
      }
      if (rotation === undefined) {
        return { state: 'already so', note: `${NAME} has version ${version}` };
      }
      const list = await readVersion(deployment, NAME, version);
      const next = rotate(list, rotation, fresh);
      if (next === undefined) {
        return { state: 'already so', note: `${NAME} has ${described(list)}` };
      }
      await addVersion(deployment, NAME, next);
      return { state: 'done', note: `${NAME} now has ${described(next)}` };
    },
  };
}

function described(list: string): string {
  const [signing, ...others] = kidsOf(list);
  return others.length > 0 ? `${signing}, which signs, and ${others.join(', ')}` : `${signing}`;
}
