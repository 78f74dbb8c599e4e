import { findAuthConfig } from './auth-config.ts';
import { addParam, envFile, readParam } from './env-file.ts';
import type { Google } from './google.ts';
import type { Step } from './step.ts';

const NAME = 'WEB_API_KEY';

/**
 * Passwords are checked by Identity Toolkit's `accounts:signInWithPassword`, which takes the
 * project's web API key. The key is public (every web page carries it) and is a param, not a secret.
 */
export const webApiKey: Step = {
  name: 'web API key',
  plan: (project) => `write ${NAME} to ${envFile(project)} if it is not there`,
  async run({ google, project, root }) {
    if ((await readParam(root, project, NAME)) !== undefined) {
      return { state: 'already so', note: `${NAME} is set` };
    }
    const key =
      (await keyOfWebApp(google, project)) ??
      (await findAuthConfig(google, project))?.client?.apiKey;
    if (key === undefined) {
      return {
        state: 'by hand',
        note: 'the project has no web app and no API key',
        commands: [`npx firebase apps:create WEB Parley --project ${project}`],
        stop: true,
      };
    }
    await addParam(root, project, NAME, key);
    return { state: 'done', note: `wrote ${NAME} to ${envFile(project)}` };
  },
};

/** https://firebase.google.com/docs/reference/firebase-management/rest/v1beta1/projects.webApps */
async function keyOfWebApp(google: Google, project: string): Promise<string | undefined> {
  const path = `v1beta1/projects/${project}/webApps?pageSize=1`;
  const { apps = [] } = await google.get<{ apps?: { appId?: string }[] }>('firebase', path);
  const [app] = apps;
  if (app?.appId === undefined) return undefined;
  const config = `v1beta1/projects/${project}/webApps/${app.appId}/config`;
  const { apiKey } = await google.get<{ apiKey?: string }>('firebase', config);
  return apiKey;
}
