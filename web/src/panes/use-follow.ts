import type { Unsubscribe } from 'firebase/firestore';
import { useEffect, useRef, useState } from 'preact/hooks';

import type { Device } from '../firebase/device.ts';
import type { Watcher } from '../firebase/documents.ts';
import { isDenied } from '../ui/explain.ts';
import { usePane } from './pane-context.ts';

/**
 * What a snapshot listener shows of `what`; `undefined` until it does. It is set up anew when `what`
 * changes, and nothing is listened to while that is undefined.
 *
 * @param denied what to do where rules do not let the user see it, or not any more; else he is told
 */
export function useFollow<A, T>(
  follow: (device: Device, what: A, watcher: Watcher<T>) => Unsubscribe,
  what: A | undefined,
  denied?: () => void,
): T | undefined {
  const { device, fail } = usePane();
  const [value, setValue] = useState<T>();
  const onDenied = useRef(denied);
  onDenied.current = denied;
  useEffect(() => {
    if (what === undefined) return;
    const failed = (error: unknown): void => {
      if (onDenied.current !== undefined && isDenied(error)) onDenied.current();
      else fail(error);
    };
    return follow(device, what, { show: (next) => setValue(() => next), fail: failed });
  }, [device, JSON.stringify(what)]);
  // What was followed before is nothing that is known now.
  return what === undefined ? undefined : value;
}
