import { useCallback, useRef, useState } from 'preact/hooks';

import type { Device } from '../firebase/device.ts';
import { profileOf } from '../firebase/profiles.ts';

/**
 * What people call themselves, for one side: each is asked for when he is first shown, which is one read.
 * Chats have usernames only, and who has changed his name since is called by it after a reload.
 */
export function useNamesOf(device: Device): (uid: string) => string | undefined {
  const [names, setNames] = useState<Partial<Record<string, string>>>({});
  const asked = useRef(new Set<string>());
  return useCallback(
    (uid) => {
      if (!asked.current.has(uid)) {
        asked.current.add(uid);
        profileOf(device, uid).then(
          (profile) => {
            const name = profile?.display_name || profile?.username;
            if (name !== undefined) setNames((known) => ({ ...known, [uid]: name }));
          },
          // Without a connection he goes by his username, and is asked for when he is shown again.
          () => asked.current.delete(uid),
        );
      }
      return names[uid];
    },
    [device, names],
  );
}
