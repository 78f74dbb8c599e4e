// `npm run deploy -- --project <id>`: deploys into a Firebase project; see docs/deploy.md.
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { accessTokens } from './deploy/credentials.ts';
import { readRegion } from './deploy/env-file.ts';
import { Google } from './deploy/google.ts';
import { parseOptions } from './deploy/options.ts';
import { planOf } from './deploy/plan.ts';
import { runSteps, type Deployment } from './deploy/step.ts';
import { buildFunctions } from './lib/build-functions.ts';
import { buildWeb, writePageSettings } from './lib/build-web.ts';
import { runCommand } from './lib/command.ts';
import { ROOT } from './lib/paths.ts';
import { runTool } from './lib/tool.ts';

await runCommand(async (signal) => {
  const options = parseOptions(process.argv.slice(2));
  const steps = planOf(options, process.stdin.isTTY === true);
  const { project } = options;
  if (options.dryRun) {
    console.log(`Would deploy into ${project}:`);
    for (const [index, step] of steps.entries()) {
      console.log(`${index + 1}. ${step.name}: ${step.plan(project)}`);
    }
    return 0;
  }
  const deployment: Deployment = {
    project,
    root: ROOT,
    google: new Google(project, accessTokens(), { signal }),
    firebase: (args) =>
      runTool('firebase-tools/lib/bin/firebase.js', args, { signal, env: noEmulators() }),
    async build(outDir) {
      await buildFunctions({ outDir });
      await buildWeb();
      writePageSettings({ region: await readRegion(ROOT, project) });
    },
    now: () => new Date(),
    random: randomBytes,
    wait: (milliseconds) => pause(milliseconds, undefined, { signal }),
  };
  return (await runSteps(steps, deployment, console.log)) ? 0 : 1;
});

/** Left over from work with the emulators, these variables would send the Firebase CLI there. */
function noEmulators(): NodeJS.ProcessEnv {
  const names = Object.keys(process.env).filter((name) => name.endsWith('_EMULATOR_HOST'));
  return Object.fromEntries(names.map((name) => [name, undefined]));
}
