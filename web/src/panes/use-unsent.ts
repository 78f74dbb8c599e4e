import { useEffect, useState } from 'preact/hooks';

import type { Unsent } from '../firebase/outbox.ts';
import { usePane } from './pane-context.ts';

/** What was written on this side and has not arrived. */
export function useUnsent(): readonly Unsent[] {
  const { outbox } = usePane();
  const [all, setAll] = useState(outbox.all());
  useEffect(() => {
    setAll(outbox.all());
    return outbox.watch(() => setAll(outbox.all()));
  }, [outbox]);
  return all;
}
