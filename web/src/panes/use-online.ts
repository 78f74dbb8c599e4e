import { useEffect, useState } from 'preact/hooks';

import type { Device } from '../firebase/device.ts';

/** Whether a device has a connection. */
export function useOnline({ connection }: Device): boolean {
  const [online, setOnline] = useState(connection.online());
  useEffect(() => {
    const follow = (): void => setOnline(connection.online());
    follow();
    return connection.watch(follow);
  }, [connection]);
  return online;
}
