// `npm run bench`: measures on a suite of its own how long messages take, what they cost, and what
// the functions need. Writes bench/results/; bench/README.md says how it is measured.
// `npm run bench -- costs` counts operations alone and writes the tables of docs/cost.md.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { measureAllCosts, withTables } from '../bench/costs/document.ts';
import { busyShare } from '../bench/machine.ts';
import { Arrivals } from '../bench/latency/arrivals.ts';
import { buildChildren } from '../bench/processes/child.ts';
import { FUNCTIONS_DIR } from '../bench/processes/instance-process.ts';
import { report } from '../bench/report.ts';
import { runBench, type Results } from '../bench/run.ts';
import type { Push } from '../testkit/stand-ins/fcm/types.ts';
import { buildFunctions } from './lib/build-functions.ts';
import { runCommand } from './lib/command.ts';
import { ROOT } from './lib/paths.ts';
import { suiteEnvironment } from './lib/run-mocha.ts';
import { startSuite } from './lib/suite.ts';

const PROJECT = 'demo-parley-bench';
const RESULTS_DIR = 'bench/results';
const COST_DOCUMENT = 'docs/cost.md';

await runCommand(async (signal) => {
  const costs_alone = process.argv[2] === 'costs';
  const start = performance.now();
  const say = (line: string): void => {
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    console.log(`${seconds.padStart(4)} s  ${line}`);
  };
  const busy_before = await busyShare();
  say('build and start the emulators');
  await buildFunctions({ outDir: FUNCTIONS_DIR });
  await buildChildren();
  const pushes = new Arrivals();
  const suite = await startSuite({
    projectId: PROJECT,
    ports: 'free',
    functionsDir: FUNCTIONS_DIR,
    signal,
    onPush: (push) => pushes.arrived(messageId(push)),
  });
  // Emulators need no credentials; looking for them would go into the first calls' time.
  Object.assign(process.env, suiteEnvironment(suite), { METADATA_SERVER_DETECTION: 'none' });
  try {
    if (costs_alone) {
      const path = join(ROOT, COST_DOCUMENT);
      writeFileSync(path, withTables(readFileSync(path, 'utf8'), await measureAllCosts()));
      console.log(`The tables of ${COST_DOCUMENT} are as measured.`);
      return 0;
    }
    const hosts = { ...suite.hosts, fcm: suite.hosts.push, twilio: suite.hosts.sms };
    const measured = await runBench({ hosts, pushes, signal }, PROJECT, say);
    const results = { ...measured, busy_before };
    console.log(`\n${report(results)}`);
    console.log(`Written to ${write(results)} and latest.md.`);
    return 0;
  } catch (error) {
    // Whatever failed because everything is being stopped is not worth telling.
    signal.throwIfAborted();
    throw error;
  } finally {
    await suite.stop();
  }
});

function messageId({ message }: Push): string {
  return (message['data'] as { message_id?: string } | undefined)?.message_id ?? '';
}

/** Answers the path of the JSON file. */
function write(results: Results): string {
  const name = `${results.measured_at.slice(0, 10)}-${results.commit.hash}.json`;
  const folder = join(ROOT, RESULTS_DIR);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(join(folder, 'latest.md'), report(results));
  return `${RESULTS_DIR}/${name}`;
}
