import type { Unsubscribe } from 'firebase/firestore';
import { useEffect, useState } from 'preact/hooks';

import type { Device } from '../firebase/device.ts';
import type { Watcher } from '../firebase/documents.ts';
import { usePane } from './pane-context.ts';

/**
 * What a snapshot listener shows of `what`; `undefined` until it does. It is set up anew when `what`
 * changes, and nothing is listened to while that is undefined.
 */
export function useFollow<A, T>(
  follow: (device: Device, what: A, watcher: Watcher<T>) => Unsubscribe,
  what: A | undefined,
): T | undefined {
  const { device, fail } = usePane();
  const [value, setValue] = useState<T>();
  useEffect(() => {
    if (what === undefined) return;
    return follow(device, what, { show: (next) => setValue(() => next), fail });
  }, [device, JSON.stringify(what)]);
  return value;
}
