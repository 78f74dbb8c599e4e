import { disableNetwork, enableNetwork, type Firestore } from 'firebase/firestore';

import { keep, recall } from './kept.ts';
import { newListeners } from './listeners.ts';
import { isReachable, watchNetwork } from './network.ts';

/** Whether a device has a connection, and whether it is to have one. */
export interface Connection {
  /** What the person wants, also after a reload: false is as if he were in a tunnel. */
  wanted: boolean;
  want: (wanted: boolean) => void;
  online: () => boolean;
  /** Calls back when it comes or goes. @returns the function that ends it */
  watch: (listener: () => void) => () => void;
  close: () => void;
}

/**
 * The connection of a device. A page that nobody sees lets go of it, as an app in the background does:
 * a browser has six to a host for all its tabs, and two tabs of this page would wait for each other's.
 */
export function connection(side: string, db: Firestore): Connection {
  const listeners = newListeners();
  let enabled = true;
  const follow = (): void => {
    const wanted = link.online() && !document.hidden;
    // To enable what is enabled starts the SDK's streams a second time, and it fails for good.
    if (wanted !== enabled) void (wanted ? enableNetwork : disableNetwork)(db);
    enabled = wanted;
    listeners.tell();
  };
  document.addEventListener('visibilitychange', follow);
  const unwatch = watchNetwork(follow);
  const link: Connection = {
    wanted: recall(side, 'disconnected') === null,
    want: (wanted) => {
      link.wanted = wanted;
      keep(side, 'disconnected', wanted ? undefined : 'yes');
      follow();
    },
    online: () => link.wanted && isReachable(),
    watch: listeners.add,
    close: () => {
      document.removeEventListener('visibilitychange', follow);
      unwatch();
      listeners.clear();
    },
  };
  follow();
  return link;
}
