import { useEffect, useRef } from 'preact/hooks';

import type { Settings } from '../app/settings.ts';
import type { Device } from '../firebase/device.ts';
import { registerForPush, TOKEN_PREFIX } from '../firebase/push.ts';
import { reasonOf } from '../ui/explain.ts';

export interface PushUse {
  device: Device;
  uid: string;
  settings: Settings;
  online: boolean;
  fail: (error: unknown) => void;
}

/** Has the pushes for a user come to this device, under a token of this page's own: the stand-in shows whose each is. */
export function usePush({ device, uid, settings, online, fail }: PushUse): void {
  const isRegistered = useRef(false);
  useEffect(() => {
    if (settings.emulators === undefined || !online || isRegistered.current) return;
    isRegistered.current = true;
    registerForPush(device, `page-${device.name}`, `${TOKEN_PREFIX}${uid}`).catch(
      (error: unknown) => {
        isRegistered.current = false;
        // Who reloads that often is registered since the first time.
        if (reasonOf(error) !== 'RATE_LIMITED' && device.connection.online()) fail(error);
      },
    );
  }, [device, uid, online]);
}
