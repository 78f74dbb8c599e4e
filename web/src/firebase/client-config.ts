import { doc } from 'firebase/firestore';

import { onSnapshot } from './counted.ts';
import type { Device } from './device.ts';

/** What the page uses of `config/client`, which anyone may read, also before signing in. */
export interface ClientConfig {
  theme?: { mode?: 'light' | 'dark' | 'system'; colors?: Record<string, string> };
}

/** How the app is to look, as an admin has set it. */
export function followClientConfig({ db }: Device, show: (config: ClientConfig) => void) {
  return onSnapshot(
    doc(db, 'config/client'),
    (config) => show(config.data() ?? {}),
    // A deployment whose rules know no such document looks as it always did.
    () => show({}),
  );
}
