// `npm run typecheck`: the whole repository, with TypeScript's native compiler.
import { runCommand } from './lib/command.ts';
import { typecheck } from './lib/checks.ts';

await runCommand(typecheck);
