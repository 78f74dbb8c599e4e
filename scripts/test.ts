// `npm test [-- <spec files>]`: everything CI runs. With spec files named, only those, without the
// checks. PARLEY_JOIN=1 uses a stack that runs already instead of starting one.
import { seedDir } from './lib/accounts.ts';
import { buildFunctions } from './lib/build-functions.ts';
import { buildWeb, writePageSettings } from './lib/build-web.ts';
import { lint, typecheck } from './lib/checks.ts';
import { chromiumPath, needChromium } from './lib/chromium.ts';
import { runCommand, Stopped } from './lib/command.ts';
import { joinSuite } from './lib/join-suite.ts';
import { pageSettings } from './lib/page-settings.ts';
import { runMocha, specFiles, summaryLine, type MochaResult } from './lib/run-mocha.ts';
import { Steps } from './lib/steps.ts';
import { startSuite, type Suite } from './lib/suite.ts';
import { UserError } from './lib/user-error.ts';

// Folders of their own, so that a running `npm start` does not see its functions change.
const FUNCTIONS_DIR = 'build/test-functions';
const WEB_DIR = 'build/test-web';

await runCommand(async (signal) => {
  const picked = process.argv.slice(2);
  const files = picked.length > 0 ? picked : specFiles();
  const steps = new Steps();
  let result: MochaResult | undefined;
  try {
    if (needChromium(files)) await chromiumPath();
    if (picked.length === 0) {
      await steps.check('typecheck', () => typecheck(signal));
      await steps.check('lint', () => lint(signal));
    }
    result = await test(steps, files, { signal, picked: picked.length > 0 });
  } catch (error) {
    if (error instanceof Stopped) throw error;
    console.error(error instanceof UserError ? `\n${error.message}` : error);
  }
  return summarize(steps, result);
});

async function test(
  steps: Steps,
  files: readonly string[],
  options: { signal: AbortSignal; picked: boolean },
): Promise<MochaResult | undefined> {
  const suite = await bringUp(steps, options.signal);
  let result: MochaResult | undefined;
  try {
    await steps.check('tests', async () => {
      result = await runMocha(files, suite, options);
      return result.exitCode;
    });
  } finally {
    await steps.do('stop emulators', () => suite.stop());
  }
  return result;
}

async function bringUp(steps: Steps, signal: AbortSignal): Promise<Suite> {
  if (process.env.PARLEY_JOIN) return joinSuite('demo-parley');
  await steps.do('build', async () => {
    await buildFunctions({ outDir: FUNCTIONS_DIR });
    await buildWeb({ outDir: WEB_DIR });
  });
  const suite = await steps.do('start emulators', () =>
    startSuite({
      projectId: 'demo-parley-test',
      ports: 'free',
      functionsDir: FUNCTIONS_DIR,
      webDir: WEB_DIR,
      importDir: seedDir(),
      recorded: true,
      signal,
    }),
  );
  const { projectId, hosts } = suite;
  writePageSettings(pageSettings(projectId, hosts, { seeded: seedDir() !== undefined }), WEB_DIR);
  return suite;
}

/** Prints how it went, the numbers last, and returns the exit code. */
function summarize({ results, failed }: Steps, result: MochaResult | undefined): number {
  const counts = result ?? { passed: 0, failed: 0, skipped: 0, finished: false };
  const problems = failed.map((name) => `${name} failed`);
  if (result !== undefined && !counts.finished) problems.push('mocha crashed before its end');
  else if (counts.passed + counts.failed === 0) problems.push('no tests ran');
  console.log(
    `\n${results.map(({ name, seconds }) => `${name} ${seconds.toFixed(1)} s`).join(', ')}`,
  );
  for (const problem of problems) console.log(problem);
  console.log(summaryLine(counts));
  return problems.length > 0 || counts.failed > 0 ? 1 : 0;
}
