import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

import { usePane } from '../../panes/pane-context.ts';

/** Who has lifted what kept him from writing goes on at the line to write in: the focus went with the button. */
export function useRegainedLine(chat: RefObject<HTMLElement | null>, canWrite: boolean): void {
  const { looking } = usePane();
  const before = useRef(canWrite);
  useLayoutEffect(() => {
    const isRegained = canWrite && !before.current;
    before.current = canWrite;
    if (!isRegained || !looking || document.activeElement !== document.body) return;
    chat.current?.querySelector('textarea')?.focus();
  }, [canWrite]);
}
