import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

import { keepFocus } from './keep-focus.ts';

/** Keeps the focus within an element while `on`, which is another one with each `key`; see {@link keepFocus}. */
export function useKeptFocus(root: RefObject<HTMLElement | null>, key = '', on = true): void {
  useEffect(
    () => (on && root.current !== null ? keepFocus(root.current) : undefined),
    [root, key, on],
  );
}
