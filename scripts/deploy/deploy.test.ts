import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../lib/paths.ts';
import { build, firebaseDeploy } from './code.ts';
import { GoogleStandIn } from './google-stand-in.ts';
import { parseOptions } from './options.ts';
import { runSteps, type Outcome, type Step } from './step.ts';
import { PROJECT, testDeployment } from './test-deployment.ts';

describe('the command', () => {
  it('reads its options', () => {
    assert.deepEqual(parseOptions(['--project', 'team-chat']), {
      project: 'team-chat',
      dryRun: false,
      force: false,
    });
    assert.deepEqual(parseOptions(['--project=team-chat', '--dry-run', '--jwt-keys', 'add']), {
      project: 'team-chat',
      dryRun: true,
      force: false,
      jwtKeys: 'add',
    });
  });

  const refused: [string[], RegExp][] = [
    [[], /Which project/],
    [['--project', 'demo-parley'], /in the emulators only/],
    [['--project', 'Team Chat'], /not a project id/],
    [['--project', 'team-chat', '--jwt-keys', 'new'], /add, promote, retire/],
    [['--project', 'team-chat', '--fast'], /Unknown option '--fast'[^]*npm run deploy/],
  ];
  for (const [args, reason] of refused) {
    it(`refuses ${JSON.stringify(args)}`, () => {
      assert.throws(() => parseOptions(args), { name: 'UserError', message: reason });
    });
  }

  it('prints a plan without credentials and without asking anybody', () => {
    const script = join(ROOT, 'scripts', 'deploy.ts');
    const args = [script, '--project', 'team-chat', '--dry-run'];
    const env = { PATH: process.env['PATH'], HOME: '/nonexistent' };
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
    assert.equal(stderr, '');
    assert.equal(status, 0);
    assert.match(stdout, /^Would deploy into team-chat:\n1\. project: /);
    assert.match(stdout, /firebase deploy --only functions,firestore,storage,hosting --project/);
  });
});

describe('running the steps', () => {
  let standIn: GoogleStandIn;
  before(async () => {
    standIn = await GoogleStandIn.start();
  });
  after(() => standIn.stop());

  async function run(...outcomes: (Outcome | Error)[]): Promise<{ ok: boolean; lines: string[] }> {
    const lines: string[] = [];
    const steps = outcomes.map((outcome, index): Step => ({
      name: `step ${index + 1}`,
      plan: () => '',
      run: () => (outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome)),
    }));
    const ok = await runSteps(steps, await testDeployment(standIn), (line) => lines.push(line));
    return { ok, lines };
  }

  it('prints a line for each and lists what is left', async () => {
    const { ok, lines } = await run(
      { state: 'done', note: 'made it' },
      { state: 'by hand', note: 'you do it', commands: ['do it'] },
      { state: 'already so', note: 'fine' },
    );
    assert.equal(ok, true);
    assert.deepEqual(lines, [
      'done         step 1: made it',
      'by hand      step 2: you do it',
      '             $ do it',
      'already so   step 3: fine',
      'Deployed. Left to do by hand: step 2.',
    ]);
  });

  it('ends at a step that stops it', async () => {
    const { ok, lines } = await run(
      { state: 'by hand', note: 'first this', stop: true },
      { state: 'done', note: 'never' },
    );
    assert.equal(ok, false);
    assert.match(lines.at(-1) ?? '', /^Stopped\./);
    assert.ok(!lines.some((line) => line.includes('never')));
  });

  it('lets an error through', async () => {
    await assert.rejects(run(new Error('broken')), /broken/);
  });

  it('builds and takes the params along', async () => {
    const built: string[] = [];
    const deployment = await testDeployment(standIn, {
      async build(outDir) {
        built.push(outDir);
        await mkdir(outDir, { recursive: true });
      },
    });
    await mkdir(join(deployment.root, 'functions'));
    await writeFile(join(deployment.root, `functions/.env.${PROJECT}`), 'A=1\n');
    assert.equal((await build.run(deployment)).state, 'done');
    const outDir = join(deployment.root, 'build/functions');
    assert.deepEqual(built, [outDir]);
    assert.equal(await readFile(join(outDir, `.env.${PROJECT}`), 'utf8'), 'A=1\n');
  });

  it('runs the Firebase CLI and tells of its failure', async () => {
    const runs: string[][] = [];
    const deployment = await testDeployment(standIn, {
      firebase: async (args) => (runs.push(args) === 1 ? 0 : 2),
    });
    const only = 'deploy --only functions,firestore,storage,hosting';
    await firebaseDeploy({ force: false, interactive: true }).run(deployment);
    assert.equal(runs[0]?.join(' '), `${only} --project team-chat`);
    await assert.rejects(
      firebaseDeploy({ force: true, interactive: false }).run(deployment),
      /ended with code 2/,
    );
    assert.equal(runs[1]?.join(' '), `${only} --project team-chat --force --non-interactive`);
  });
});
