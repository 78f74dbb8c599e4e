import type { Step } from './step.ts';

// A location cannot be changed later, so this command never chooses one. Left alone, the Firebase
// CLI would create the database in nam5.

/** The Firestore database must exist. */
export const database: Step = {
  name: 'Firestore',
  plan: () => 'check that the database (default) exists; its location is yours to choose',
  async run({ google, project }) {
    const path = `v1/projects/${project}/databases/(default)`;
    const found = await google.find<{ locationId?: string; type?: string }>('firestore', path);
    if (found?.type === 'DATASTORE_MODE') {
      return {
        state: 'by hand',
        note: 'the database (default) is in Datastore mode, which has no listeners',
        commands: [
          `gcloud firestore databases update --type=firestore-native --project=${project}`,
        ],
        stop: true,
      };
    }
    if (found) return { state: 'already so', note: `(default) is in ${found.locationId}` };
    return {
      state: 'by hand',
      note: 'there is no database; choose a location near your users (eur3 is Europe, nam5 the US)',
      commands: [`gcloud firestore databases create --location=<location> --project=${project}`],
      stop: true,
    };
  },
};

/** The default bucket must exist. */
export const bucket: Step = {
  name: 'Storage',
  plan: () => 'check that the default bucket exists; its location is yours to choose',
  async run({ google, project }) {
    const path = `v1alpha/projects/${project}/defaultBucket`;
    const found = await google.find<{ bucket?: { name?: string } }>('storage', path);
    const name = found?.bucket?.name?.split('/').pop();
    if (name !== undefined) return { state: 'already so', note: name };
    return {
      state: 'by hand',
      note: 'there is no default bucket; "Get started" in the console makes it',
      commands: [`open https://console.firebase.google.com/project/${project}/storage`],
      stop: true,
    };
  },
};
