import { appCheck } from './app-check.ts';
import { authConfig } from './auth-config.ts';
import { authLinks } from './auth-links.ts';
import { build, firebaseDeploy } from './code.ts';
import { health } from './health.ts';
import { jwtKeys } from './jwt-keys.ts';
import { bucket, database } from './locations.ts';
import type { Options } from './options.ts';
import { passwordPolicy } from './password-policy.ts';
import { project } from './project.ts';
import { secrets } from './secrets.ts';
import { services } from './services.ts';
import type { Step } from './step.ts';
import { taskRights } from './task-rights.ts';
import { tokenCreator } from './token-creator.ts';
import { webApiKey } from './web-api-key.ts';

/**
 * The steps of a deployment in their order: params and secrets before the code that does not start
 * without them, rights of the service account after the code, which brings the account with it.
 *
 * @param interactive whether a person is at the terminal to answer the Firebase CLI
 */
export function planOf(options: Options, interactive: boolean): Step[] {
  return [
    project,
    services,
    database,
    bucket,
    authConfig,
    passwordPolicy,
    authLinks,
    webApiKey,
    jwtKeys(options.jwtKeys),
    secrets,
    build,
    firebaseDeploy({ force: options.force, interactive }),
    tokenCreator,
    taskRights,
    appCheck,
    health,
  ];
}
