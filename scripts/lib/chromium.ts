import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

import { UserError } from './user-error.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Whether any of these spec files is one of the browser's, however it is named. */
export function needChromium(files: readonly string[]): boolean {
  return files.some((file) => /\btests[\\/]browser\b/.test(file));
}

/** The Chromium that browser tests run in. @throws UserError that says how to get one */
export async function chromiumPath(): Promise<string> {
  const { chromium } = await import('playwright-core');
  return findChromium(chromium.executablePath());
}

/**
 * PARLEY_CHROMIUM, the system's, or the one that playwright-core installs.
 *
 * @param installed where playwright-core puts its own
 * @throws UserError that says what to do where there is none
 */
export function findChromium(
  installed: string,
  env: NodeJS.ProcessEnv = process.env,
  elsewhere: readonly string[] = ELSEWHERE,
): string {
  const chosen = env['PARLEY_CHROMIUM'];
  if (chosen !== undefined && chosen !== '') {
    if (isExecutable(chosen)) return chosen;
    throw new UserError(`PARLEY_CHROMIUM is ${chosen}, which cannot be run.`);
  }
  const folders = (env['PATH'] ?? '').split(delimiter);
  const candidates = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const found = [...candidates, ...elsewhere, installed].find(isExecutable);
  if (found !== undefined) return found;
  throw new UserError(
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
