import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** Whether the person clicked or tabbed into this element last, and the page is in front of him. */
export function useLooking(root: RefObject<HTMLElement | null>): boolean {
  const [inside, setInside] = useState(false);
  const [visible, setVisible] = useState(!document.hidden);
  useEffect(() => {
    let isDown = false;
    const look = ({ target }: globalThis.Event): void => {
      setInside(target instanceof Node && root.current?.contains(target) === true);
    };
    const down = (): void => {
      isDown = true;
    };
    // Once it is up again: what looking changes must not move what is being clicked.
    const up = (event: globalThis.Event): void => {
      isDown = false;
      look(event);
    };
    const focus = (event: globalThis.Event): void => {
      if (!isDown) look(event);
    };
    const show = (): void => setVisible(!document.hidden);
    document.addEventListener('pointerdown', down);
    document.addEventListener('pointerup', up);
    document.addEventListener('pointercancel', up);
    document.addEventListener('focusin', focus);
    document.addEventListener('visibilitychange', show);
    return () => {
      document.removeEventListener('pointerdown', down);
      document.removeEventListener('pointerup', up);
      document.removeEventListener('pointercancel', up);
      document.removeEventListener('focusin', focus);
      document.removeEventListener('visibilitychange', show);
    };
  }, [root]);
  return inside && visible;
}
