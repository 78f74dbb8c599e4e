import { useEffect } from 'preact/hooks';

import { followClientConfig } from '../firebase/client-config.ts';
import { openDevice } from '../firebase/device.ts';
import type { Settings } from './settings.ts';
import { applyTheme } from './theme.ts';

/** Follows `config/client`, which is there for whoever has not signed in either. */
export function useTheme(settings: Settings): void {
  useEffect(() => {
    const device = openDevice('page', settings);
    const stop = followClientConfig(device, applyTheme);
    return () => {
      stop();
      void device.close();
    };
  }, [settings]);
}
