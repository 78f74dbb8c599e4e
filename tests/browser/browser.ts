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

import { ROOT } from '../../scripts/lib/paths.ts';
import { findChromium } from './chromium.ts';
import type { StagedUser } from './stage.ts';

const SHOTS = join(ROOT, 'build/screenshots');
const LOCAL = '127.0.0.1';

/** The windows that are open and what their consoles complained of, to be looked at where a test fails. */
const open = new Map<Page, readonly string[]>();

/** Keeps what the windows show of a test that failed; for `afterEach`. */
export async function keepFailure({ currentTest }: Mocha.Context): Promise<void> {
  if (currentTest?.state !== 'failed') return;
  mkdirSync(SHOTS, { recursive: true });
  const name = currentTest.fullTitle().replaceAll(/\W+/g, '-');
  for (const [at, [page, errors]] of [...open].entries()) {
    for (const error of errors) process.stderr.write(`window ${at}: ${error}\n`);
    await page.screenshot({ path: join(SHOTS, `failed-${name}-${at}.png`) });
  }
}

/** Starts Chromium. @throws Error that says how to get one, where there is none */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(chromium.executablePath()),
    // Where tests run as root, as in containers, Chromium has no sandbox.
    chromiumSandbox: process.getuid?.() !== 0,
  });
}

/** One window with the page in it, and everything that it should not have done. */
export interface Window {
  page: Page;
  context: BrowserContext;
  left: Locator;
  right: Locator;
  inbox: Locator;
  /** Fails where the page has a violation of accessibility, and keeps what it looks like. */
  look: (name: string) => Promise<void>;
  /** Console errors of this kind are what the test is about. */
  expects: (errors: RegExp) => void;
  /** Fails where the page complained in the console or asked any other host. */
  close: () => Promise<void>;
}

/** Opens the page for these two, or for the users of the seed where none are given. */
export async function openWindow(
  browser: Browser,
  users?: { left: StagedUser; right: StagedUser },
  options: BrowserContextOptions = {},
): Promise<Window> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const outside: string[] = [];
  const errors: string[] = [];
  // The emulator's word for closing a stream of the SDK's that it has closed itself.
  const expected = [/status of 400 .* \S+&TYPE=terminate/];
  await context.route(
    ({ hostname }) => hostname !== LOCAL,
    (route) => {
      outside.push(route.request().url());
      return route.abort();
    },
  );
  const page = await context.newPage();
  page.setDefaultTimeout(40_000);
  open.set(page, errors);
  page.on('close', () => open.delete(page));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  if (users !== undefined) await stage(context, users);
  await page.goto(`http://${process.env['HOSTING_EMULATOR_HOST']}/`);
  await page.getByRole('heading', { name: 'Parley' }).waitFor();

  return {
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
    close: async () => {
      await context.close();
      const unexpected = errors.filter((error) => !expected.some((each) => each.test(error)));
      assert.deepEqual(unexpected, [], 'the console has errors');
      assert.deepEqual(outside, [], 'the page asked other hosts');
    },
  };
}

/** Signs one side in with its one click; its chat with the other side is open then. */
export async function enter(side: Locator): Promise<void> {
  await side.getByRole('button', { name: /^Sign in as / }).click();
  await side.getByRole('textbox', { name: 'Message' }).waitFor();
}

/** Writes a message in the chat that is open. */
export async function write(side: Locator, text: string): Promise<void> {
  await side.getByRole('textbox', { name: 'Message' }).fill(text);
  await side.getByRole('button', { name: 'Send' }).click();
}

/** The bubble of the message with this text. */
export function bubble(side: Locator, text: string): Locator {
  return side.locator('.bubble', { hasText: text });
}

/** Chooses from the menu of a message. */
export async function choose(message: Locator, item: string): Promise<void> {
  await message.getByRole('button', { name: 'Message menu' }).click();
  await message.getByRole('menuitem', { name: item }).click();
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
