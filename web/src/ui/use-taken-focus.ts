import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** Gives the focus to the heading of what is shown now, where what was before has had it. */
export function useTakenFocus(heading: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    // What had it has just gone; otherwise it stays where it is.
    if (document.activeElement === document.body && hadFocus(heading.current)) {
      heading.current?.focus({ preventScroll: true });
    }
  }, []);
}

function hadFocus(element: HTMLElement | null): boolean {
  return element?.closest('.pane')?.classList.contains('looking') === true;
}
