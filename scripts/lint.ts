// `npm run lint`: ESLint and the formatting.
import { lint } from './lib/checks.ts';
import { runCommand } from './lib/command.ts';

await runCommand(lint);
