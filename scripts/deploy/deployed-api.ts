import { readRegion } from './env-file.ts';
import type { Deployment } from './step.ts';

/** The function `api` as it is deployed. */
export type DeployedApi = {
  /** Its address, without a slash at the end. */
  url: string;
  /** The service account that all functions run as, an email address. */
  serviceAccount: string;
};

/**
 * Looks up the function `api`: https://cloud.google.com/functions/docs/reference/rest/v2/projects.locations.functions
 *
 * @throws GoogleError with status 404 when it is not deployed
 */
export async function findApi({ google, project, root }: Deployment): Promise<DeployedApi> {
  const region = await readRegion(root, project);
  const found = await google.get<{
    url?: string;
    serviceConfig?: { serviceAccountEmail?: string };
  }>('functions', `v2/projects/${project}/locations/${region}/functions/api`);
  return {
    url: (found.url ?? `https://${region}-${project}.cloudfunctions.net/api`).replace(/\/$/, ''),
    serviceAccount: found.serviceConfig?.serviceAccountEmail ?? '',
  };
}
