// `npm run emulators [-- --import <folder>]`: the stack alone, empty unless a folder is named.
import { parseArgs } from 'node:util';
import { SEED_DIR } from './lib/accounts.ts';
import { runCommand } from './lib/command.ts';
import { serve } from './lib/serve.ts';

await runCommand((signal) => {
  const { values } = parseArgs({ options: { import: { type: 'string' } } });
  return serve(signal, { importDir: values.import, seeded: values.import === SEED_DIR });
});
