// `npm start [-- --import <folder>]`: the whole stack with the seed data and the web client.
import { parseArgs } from 'node:util';
import { seedDir } from './lib/accounts.ts';
import { runCommand } from './lib/command.ts';
import { serve } from './lib/serve.ts';

await runCommand((signal) => {
  const { values } = parseArgs({ options: { import: { type: 'string' } } });
  return serve(signal, { importDir: values.import ?? seedDir(), seeded: true });
});
