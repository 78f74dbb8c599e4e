// `npm run build [-- <folder>]`: the functions as they are deployed, and the web client. Without a folder
// they go where `npm start` runs them, with the settings that it runs them by.
import { buildFunctions, FUNCTIONS_DIR, LOCAL_PROJECT } from './lib/build-functions.ts';
import { buildWeb, WEB_DIR } from './lib/build-web.ts';
import { runCommand } from './lib/command.ts';

await runCommand(async () => {
  const [outDir = FUNCTIONS_DIR] = process.argv.slice(2);
  const settings = outDir === FUNCTIONS_DIR ? { settingsOf: LOCAL_PROJECT } : {};
  report(outDir, await buildFunctions({ outDir, ...settings }));
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
