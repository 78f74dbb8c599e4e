import type { Deployment, Step } from './step.ts';

type FirebaseProject = { projectNumber?: string; displayName?: string };

/** The project must exist and be a Firebase project. */
export const project: Step = {
  name: 'project',
  plan: (id) => `check that ${id} is a Firebase project`,
  async run({ google, project: id }) {
    const found = await google.find<FirebaseProject>('firebase', `v1beta1/projects/${id}`);
    if (found) return { state: 'already so', note: `${id} is a Firebase project` };
    return {
      state: 'by hand',
      note: `${id} is no Firebase project, or this account may not see it`,
      commands: [`npx firebase projects:addfirebase ${id}`],
      stop: true,
    };
  },
};

/** The project's number, which some interfaces want instead of its id. */
export async function projectNumber(deployment: Deployment): Promise<string> {
  const path = `v1beta1/projects/${deployment.project}`;
  const found = await deployment.google.get<FirebaseProject>('firebase', path);
  return found.projectNumber ?? deployment.project;
}
