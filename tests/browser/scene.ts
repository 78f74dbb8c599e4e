import type { Browser } from 'playwright-core';

import { enter, keepFailure, openWindow, startBrowser, type Window } from './browser.ts';
import { arrangePair, type Pair } from './stage.ts';

/** Two people of a test, and one window with the page open for both of them. */
export interface Scene {
  readonly pair: Pair;
  readonly window: Window;
}

/**
 * Sets the scene for the tests of a `describe`: a browser, two users with a chat, and a window, in which
 * both are signed in unless `entered` says otherwise. What a failed test shows is kept.
 */
export function setScene(
  name: string,
  {
    names,
    entered = true,
  }: { names?: readonly [left: string, right: string]; entered?: boolean } = {},
): Scene {
  let browser: Browser | undefined;
  let pair: Pair | undefined;
  let window: Window | undefined;
  before(async () => {
    browser = await startBrowser();
    pair = await arrangePair(name, names);
    window = await openWindow(browser, pair);
    if (!entered) return;
    await enter(window.left);
    await enter(window.right);
  });
  afterEach(function () {
    return keepFailure(this);
  });
  after(async () => {
    await pair?.close();
    await browser?.close();
  });
  const there = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('the scene is not set yet');
    return value;
  };
  return {
    get pair() {
      return there(pair);
    },
    get window() {
      return there(window);
    },
  };
}
