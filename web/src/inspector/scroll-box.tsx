import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** What may be longer than there is room; it says so at its lower edge while there is more below. */
export function ScrollBox({ label, children }: { label: string; children: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  const [hasMore, setHasMore] = useState(false);
  const look = (): void => {
    const { scrollHeight = 0, scrollTop = 0, clientHeight = 0 } = box.current ?? {};
    setHasMore(scrollHeight - scrollTop - clientHeight > 1);
  };
  useLayoutEffect(look);
  return (
    <div
      ref={box}
      class={`scroll-box${hasMore ? ' more-below' : ''}`}
      tabIndex={0}
      role="group"
      aria-label={label}
      onScroll={look}
    >
      {children}
    </div>
  );
}
