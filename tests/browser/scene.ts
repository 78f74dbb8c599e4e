import { enter } from './browser.ts';
import { arrangePair, type Pair } from './stage.ts';
import { setBrowser, type Window } from './window.ts';

/** Two people of a test, and one window with the page open for both of them. */
export interface Scene {
  readonly pair: Pair;
  readonly window: Window;
}

/**
 * Sets the scene for the tests of a `describe`: a browser, two users with a chat, and a window, in which
 * both are signed in unless `entered` says otherwise.
 */
export function setScene(
  name: string,
  {
    names,
    entered = true,
  }: { names?: readonly [left: string, right: string]; entered?: boolean } = {},
): Scene {
  let pair: Pair | undefined;
  let window: Window | undefined;
  after(() => pair?.close());
  const open = setBrowser();
  before(async () => {
    pair = await arrangePair(name, names);
    window = await open({ users: pair });
    if (!entered) return;
    await enter(window.left);
    await enter(window.right);
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
