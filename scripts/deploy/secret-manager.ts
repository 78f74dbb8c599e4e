import { GoogleError } from './google-error.ts';
import type { Deployment } from './step.ts';

/** With this label the Firebase CLI prunes versions that no function uses any more. */
const LABELS = { 'firebase-managed': 'functions' };

/**
 * The newest enabled version of a secret, or undefined where there is none.
 *
 * https://cloud.google.com/secret-manager/docs/reference/rest
 */
export async function newestVersion(
  { google, project }: Deployment,
  name: string,
): Promise<string | undefined> {
  const path = `v1/projects/${project}/secrets/${name}/versions?filter=state:ENABLED&pageSize=1`;
  const enabled = await google.find<{ versions?: { name?: string }[] }>('secrets', path);
  return enabled?.versions?.[0]?.name?.split('/').pop();
}

/** The value of a version. */
export async function readVersion(
  { google, project }: Deployment,
  name: string,
  version: string,
): Promise<string> {
  const path = `v1/projects/${project}/secrets/${name}/versions/${version}:access`;
  const { payload } = await google.get<{ payload?: { data?: string } }>('secrets', path);
  return Buffer.from(payload?.data ?? '', 'base64').toString('utf8');
}

/** Adds a version, and the secret before it where there is none. */
export async function addVersion(
  { google, project }: Deployment,
  name: string,
  value: string,
): Promise<void> {
  const secrets = `v1/projects/${project}/secrets`;
  try {
    const body = { replication: { automatic: {} }, labels: LABELS };
    await google.post('secrets', `${secrets}?secretId=${name}`, body);
  } catch (error) {
    // It is there and gets another version.
    if (!(error instanceof GoogleError && error.status === 409)) throw error;
  }
  const data = Buffer.from(value, 'utf8').toString('base64');
  await google.post('secrets', `${secrets}/${name}:addVersion`, { payload: { data } });
}
