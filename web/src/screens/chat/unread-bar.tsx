import { useLayoutEffect, useRef } from 'preact/hooks';

/** What there is to read for somebody who is not at this side: he reads it as soon as he is. */
export function UnreadBar({ count }: { count: number }) {
  const bar = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const button = bar.current;
    return () => {
      // It goes with the click on it, and the focus would go with it.
      if (button === null || document.activeElement !== button) return;
      const message = button.closest('.chat')?.querySelector<HTMLElement>('.bubble[tabindex="0"]');
      message?.focus({ preventScroll: true });
    };
  }, []);
  return (
    <button ref={bar} class="unread-bar" type="button">
      {count} not read yet: click to read
    </button>
  );
}
