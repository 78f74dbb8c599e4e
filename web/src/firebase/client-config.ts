import { doc } from 'firebase/firestore';

import type { ClientConfig as StoredConfig } from '../../../functions/src/modules/client-config/model.ts';
import { onSnapshot } from './counted.ts';
import type { Device } from './device.ts';
import type { Stored } from './documents.ts';

/** `config/client`, which anyone may read, also before signing in. */
export type ClientConfig = Partial<Stored<StoredConfig>>;

/** What an admin tells all apps: how they are to look, when they are open, how old they may be. */
export function followClientConfig({ db }: Device, show: (config: ClientConfig) => void) {
  return onSnapshot(
    doc(db, 'config/client'),
    (config) => show(config.data() ?? {}),
    // A deployment whose rules know no such document is as it always was.
    () => show({}),
  );
}
