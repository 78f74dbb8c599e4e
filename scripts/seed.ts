// `npm run seed`: makes the seed data anew, in emulator-data/.
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { SEED_DIR } from './lib/accounts.ts';
import { buildFunctions } from './lib/build-functions.ts';
import { runCommand } from './lib/command.ts';
import { ROOT } from './lib/paths.ts';
import { startSuite } from './lib/suite.ts';
import { SEED_ACCOUNTS } from './seed/accounts.ts';
import { playSeed } from './seed/story.ts';

const PROJECT = 'demo-parley';
const FUNCTIONS_DIR = 'build/seed-functions';
const EXPORT_DIR = '.parley/seed';

await runCommand(async (signal) => {
  await buildFunctions({ outDir: FUNCTIONS_DIR });
  const exported = join(ROOT, EXPORT_DIR);
  rmSync(exported, { recursive: true, force: true });
  const suite = await startSuite({
    projectId: PROJECT,
    ports: 'free',
    functionsDir: FUNCTIONS_DIR,
    exportDir: EXPORT_DIR,
    signal,
  });
  try {
    await playSeed({ ...suite.hosts, fcm: suite.hosts.push, twilio: suite.hosts.sms }, PROJECT);
  } finally {
    await suite.stop();
  }
  const seed = join(ROOT, SEED_DIR);
  rmSync(seed, { recursive: true, force: true });
  cpSync(exported, seed, { recursive: true });
  const accounts = SEED_ACCOUNTS.map(({ is_admin: _, ...account }) => account);
  writeFileSync(join(seed, 'accounts.json'), `${JSON.stringify(accounts, null, 2)}\n`);
  console.log(
    `${SEED_DIR}/ holds ${accounts.length} accounts, the chat of 108 and 109, the group Weekend and a configuration.`,
  );
  return 0;
});
