// `npm run build [-- <folder>]`: the functions as they are deployed, and the web client.
import { buildFunctions, FUNCTIONS_DIR } from './lib/build-functions.ts';
import { buildWeb, WEB_DIR } from './lib/build-web.ts';
import { runCommand } from './lib/command.ts';

await runCommand(async () => {
  const [outDir = FUNCTIONS_DIR] = process.argv.slice(2);
  report(outDir, await buildFunctions({ outDir }));
  const web = await buildWeb();
  if (web !== undefined) report(WEB_DIR, web);
  return 0;
});

function report(folder: string, changed: readonly string[]): void {
  console.log(
    changed.length === 0
      ? `${folder}: nothing changed`
      : `${folder}: ${changed.length} files written`,
  );
}
