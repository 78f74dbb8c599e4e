import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

import { Icon } from './icon.tsx';

export interface ScreenHeadProps {
  title: string;
  /** A line below the title. */
  line?: ComponentChildren;
  onBack?: () => void;
  children?: ComponentChildren;
}

/** The top of a screen. It takes the focus where the screen before had it, so that keys go on here. */
export function ScreenHead({ title, line, onBack, children }: ScreenHeadProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // What had it has just gone; otherwise it stays where it is.
    if (document.activeElement === document.body && hadFocus(heading.current)) {
      heading.current?.focus({ preventScroll: true });
    }
  }, []);
  return (
    <div class="screen-head">
      {onBack !== undefined && (
        <button class="icon" type="button" onClick={onBack}>
          <Icon name="back" />
          <span class="unseen">Back</span>
        </button>
      )}
      <div class="titles">
        <h3 ref={heading} tabIndex={-1} dir="auto">
          {title}
        </h3>
        {line !== undefined && <p class="soft line">{line}</p>}
      </div>
      {children}
    </div>
  );
}

function hadFocus(element: HTMLElement | null): boolean {
  return element?.closest('.pane')?.classList.contains('looking') === true;
}
