import { parseArgs } from 'node:util';
import { UserError } from '../lib/user-error.ts';
import { isRotation, ROTATIONS, type Rotation } from './key-list.ts';

/** What the command was asked to do. */
export type Options = {
  project: string;
  /** Only say what would be done. */
  dryRun: boolean;
  /** Answer the Firebase CLI's questions with yes. */
  force: boolean;
  /** A step of the rotation of the signing keys. */
  jwtKeys?: Rotation;
};

export const USAGE = `npm run deploy -- --project <id> [--dry-run] [--force] [--jwt-keys ${ROTATIONS.join('|')}]`;

/** https://cloud.google.com/resource-manager/docs/creating-managing-projects, "project ID" */
const PROJECT_ID = /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/;

/** Reads the command line. @throws UserError */
export function parseOptions(args: string[]): Options {
  const values = read(args);
  const { project } = values;
  if (project === undefined) throw new UserError(`Which project?\n${USAGE}`);
  if (project.startsWith('demo-')) {
    throw new UserError(
      `${project} exists in the emulators only: Firebase keeps ids that start with "demo-" for ` +
        'them. Name the Firebase project you want to deploy into.',
    );
  }
  if (!PROJECT_ID.test(project)) {
    throw new UserError(
      `"${project}" is not a project id. It is the id that is meant, not the name.`,
    );
  }
  const jwtKeys = values['jwt-keys'];
  if (jwtKeys !== undefined && !isRotation(jwtKeys)) {
    throw new UserError(`--jwt-keys takes one of ${ROTATIONS.join(', ')}. See docs/deploy.md.`);
  }
  return {
    project,
    dryRun: values['dry-run'],
    force: values.force,
    ...(jwtKeys === undefined ? {} : { jwtKeys }),
  };
}

function read(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        project: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        force: { type: 'boolean', default: false },
        'jwt-keys': { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new UserError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}
