import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The Chromium that browser tests run in: PARLEY_CHROMIUM, the system's, or the one that playwright-core
 * installs.
 *
 * @param installed where playwright-core puts its own
 * @throws Error that says what to do where there is none
 */
export function findChromium(installed: string, env: NodeJS.ProcessEnv = process.env): string {
  const chosen = env['PARLEY_CHROMIUM'];
  if (chosen !== undefined && chosen !== '') {
    if (isExecutable(chosen)) return chosen;
    throw new Error(`PARLEY_CHROMIUM is ${chosen}, which cannot be run.`);
  }
  const folders = (env['PATH'] ?? '').split(delimiter);
  const candidates = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const found = [...candidates, ...ELSEWHERE, installed].find(isExecutable);
  if (found !== undefined) return found;
  throw new Error(
    'Browser tests need Chromium, and none was found. Install it with ' +
      '`npx playwright-core install chromium`, or name yours in PARLEY_CHROMIUM.',
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
