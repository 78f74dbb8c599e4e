import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';

import { followClientConfig, type ClientConfig } from '../firebase/client-config.ts';
import { openDevice } from '../firebase/device.ts';
import type { Settings } from './settings.ts';
import { applyTheme } from './theme.ts';

/** What is known of `config/client`; nothing until its first snapshot. */
export const ClientConfigContext = createContext<ClientConfig>({});

/** What an admin tells all apps, as it is now. */
export const useClientConfig = (): ClientConfig => useContext(ClientConfigContext);

/** Follows `config/client` for the whole page, also for who has not signed in, and looks as it says. */
export function useFollowedConfig(settings: Settings): ClientConfig {
  const [config, setConfig] = useState<ClientConfig>({});
  useEffect(() => {
    const device = openDevice('page', settings);
    const stop = followClientConfig(device, setConfig);
    return () => {
      stop();
      void device.close();
    };
  }, [settings]);
  useEffect(() => applyTheme(config), [config]);
  return config;
}

/** Whether an admin has not taken away a part of the app; what its switches are called is for the app to say. */
export function useFeature(name: string): boolean {
  return useClientConfig().features?.[name] !== false;
}
