import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import axe from 'axe-core';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Locator,
  type Page,
} from 'playwright-core';

import { chromiumPath } from '../../scripts/lib/chromium.ts';
import { ROOT } from '../../scripts/lib/paths.ts';
import type { StagedUser } from './stage.ts';

const SHOTS = join(ROOT, 'build/screenshots');
const LOCAL = '127.0.0.1';

/** One window with the page in it. */
export interface Window {
  page: Page;
  context: BrowserContext;
  left: Locator;
  right: Locator;
  inbox: Locator;
  /** Fails where the page has a violation of accessibility, and keeps what it looks like. */
  look: (name: string) => Promise<void>;
  /** Console errors of this kind, or requests to these hosts, are what the test is about. */
  expects: (errors: RegExp) => void;
}

/** How to open a window. */
export interface Opening extends BrowserContextOptions {
  /** Whom the page offers to sign in; the users of the seed, where none are given. */
  users?: { left: StagedUser; right: StagedUser };
  /** What is to be arranged before the page is loaded. */
  prepare?: (context: BrowserContext) => Promise<void>;
}

/** A window, and everything in it that should not have happened. */
interface Watched {
  window: Window;
  complaints: () => string[];
}

/**
 * Gives the tests of a `describe` a browser. What a failed test shows is kept; at the end all windows are
 * closed, and it fails where a page complained in the console or asked another host. Mocha leaves out the
 * hooks behind one that fails: what has to be put back in any case is put back in an `after` before this.
 *
 * @returns opens a window
 */
export function setBrowser(): (opening?: Opening) => Promise<Window> {
  let browser: Browser | undefined;
  const opened: Watched[] = [];
  before(async () => {
    browser = await startBrowser();
  });
  afterEach(function () {
    return keepFailure(this, opened);
  });
  after(async () => {
    await browser?.close();
    assert.deepEqual(
      opened.flatMap(({ complaints }) => complaints()),
      [],
      'the console has errors, or other hosts were asked',
    );
  });
  return async (opening = {}) => {
    assert.ok(browser, 'the browser is not started yet');
    const watched = await openWindow(browser, opening);
    opened.push(watched);
    await watched.window.page.goto(`http://${process.env['HOSTING_EMULATOR_HOST']}/`);
    await watched.window.page.getByRole('heading', { name: 'Parley' }).waitFor();
    return watched.window;
  };
}

async function keepFailure({ currentTest }: Mocha.Context, opened: Watched[]): Promise<void> {
  if (currentTest?.state !== 'failed') return;
  mkdirSync(SHOTS, { recursive: true });
  const name = currentTest.fullTitle().replaceAll(/\W+/g, '-');
  for (const [at, { window, complaints }] of opened.entries()) {
    for (const complaint of complaints()) process.stderr.write(`window ${at}: ${complaint}\n`);
    await window.page.screenshot({ path: join(SHOTS, `failed-${name}-${at}.png`) });
  }
}

async function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await chromiumPath(),
    // Where tests run as root, as in containers, Chromium has no sandbox.
    chromiumSandbox: process.getuid?.() !== 0,
  });
}

async function openWindow(
  browser: Browser,
  { users, prepare, ...options }: Opening,
): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const found: string[] = [];
  // The emulator's word for closing a stream of the SDK's that it has closed itself.
  const expected = [/status of 400 .* \S+&TYPE=terminate/];
  await context.route(
    ({ hostname }) => hostname !== LOCAL,
    (route) => {
      found.push(`asked ${route.request().url()}`);
      return route.abort();
    },
  );
  context.on('console', (message) => {
    if (message.type() === 'error') found.push(`${message.text()} ${message.location().url}`);
  });
  context.on('weberror', (error) => found.push(String(error.error())));
  if (users !== undefined) await stage(context, users);
  await prepare?.(context);
  const page = await context.newPage();
  page.setDefaultTimeout(40_000);
  const window: Window = {
    page,
    context,
    left: page.locator('[data-side=left]'),
    right: page.locator('[data-side=right]'),
    inbox: page.locator('.inbox'),
    look: async (name) => {
      mkdirSync(SHOTS, { recursive: true });
      await page.screenshot({ path: join(SHOTS, `${name}.png`) });
      assert.deepEqual(await violations(page), [], `accessibility of ${name}`);
    },
    expects: (pattern) => expected.push(pattern),
  };
  return {
    window,
    complaints: () => found.filter((error) => !expected.some((each) => each.test(error))),
  };
}

/** Lets the pages offer these two in the place of the seed's. */
async function stage(
  context: BrowserContext,
  { left, right }: { left: StagedUser; right: StagedUser },
): Promise<void> {
  await context.route('**/settings.json', async (route) => {
    const settings = (await (await route.fetch()).json()) as object;
    const accounts = [left, right];
    await route.fulfill({ json: { ...settings, accounts, left: left.uid, right: right.uid } });
  });
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe: inPage } = globalThis as unknown as { axe: typeof axe };
    return inPage.run(document, { resultTypes: ['violations'] });
  });
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`),
  );
}
