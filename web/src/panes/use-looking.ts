import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** Whether the person clicked or tabbed into this element last, and the page is in front of him. */
export function useLooking(root: RefObject<HTMLElement | null>): boolean {
  const [inside, setInside] = useState(false);
  const [visible, setVisible] = useState(!document.hidden);
  useEffect(() => {
    const look = ({ target }: globalThis.Event): void => {
      setInside(target instanceof Node && root.current?.contains(target) === true);
    };
    const show = (): void => setVisible(!document.hidden);
    document.addEventListener('pointerdown', look);
    document.addEventListener('focusin', look);
    document.addEventListener('visibilitychange', show);
    return () => {
      document.removeEventListener('pointerdown', look);
      document.removeEventListener('focusin', look);
      document.removeEventListener('visibilitychange', show);
    };
  }, [root]);
  return inside && visible;
}
