// `npm run build [-- <folder>]`: the functions as they are deployed, and the web client; a running
// `npm start` takes up both. Without a folder the functions go where it runs them, with its settings.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildFunctions, FUNCTIONS_DIR, LOCAL_PROJECT } from './lib/build-functions.ts';
import { bundleWeb, LOCAL_WEB_DIR, WEB_DIR, writeWeb } from './lib/build-web.ts';
import { runCommand } from './lib/command.ts';
import { ROOT } from './lib/paths.ts';

await runCommand(async () => {
  const [outDir = FUNCTIONS_DIR] = process.argv.slice(2);
  const settings = outDir === FUNCTIONS_DIR ? { settingsOf: LOCAL_PROJECT } : {};
  report(outDir, await buildFunctions({ outDir, ...settings }));
  const web = await bundleWeb();
  if (web === undefined) return 0;
  report(WEB_DIR, writeWeb(web));
  if (existsSync(join(ROOT, LOCAL_WEB_DIR))) {
    const options = { outDir: LOCAL_WEB_DIR, keep_settings: true };
    report(LOCAL_WEB_DIR, writeWeb(web, options));
  }
  return 0;
});

function report(folder: string, changed: readonly string[]): void {
  console.log(
    changed.length === 0
      ? `${folder}: nothing changed`
      : `${folder}: ${changed.length} files written`,
  );
}
