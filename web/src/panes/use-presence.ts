import { useEffect } from 'preact/hooks';

import type { Device } from '../firebase/device.ts';

const RENEW_MS = 120_000;

/** Says that the user is there, for as long as the page is in front of somebody. */
export function usePresence({ call, connection }: Device, online: boolean): void {
  useEffect(() => {
    if (!online) return;
    const say = (): void => {
      if (!connection.online()) return;
      const state = document.hidden ? 'away' : 'online';
      // Nobody needs to know where it fails; it is said again soon.
      call('setPresence', { state }).catch(() => undefined);
    };
    say();
    const timer = setInterval(say, RENEW_MS);
    document.addEventListener('visibilitychange', say);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', say);
    };
  }, [call, online]);
}
