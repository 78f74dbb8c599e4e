import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';

import { Icon } from './icon.tsx';
import { useTakenFocus } from './use-taken-focus.ts';

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
  useTakenFocus(heading);
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
