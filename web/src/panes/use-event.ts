import { useEffect, useState } from 'preact/hooks';

import { badgeOf, followEvent } from '../firebase/chats.ts';
import type { Device } from '../firebase/device.ts';
import type { Event } from '../firebase/documents.ts';
import { lowerFlag } from '../firebase/own.ts';
import { isDenied } from '../ui/explain.ts';

export interface EventUse {
  device: Device;
  uid: string;
  /** Whether the person is at this side. */
  looking: boolean;
  /** It is not there any more, or not for him: it seems that he is signed in no longer. */
  onLost: () => void;
  fail: (error: unknown) => void;
}

/** The user's own document of counts and flags; the flag of new messages falls where he sees them. */
export function useEvent({ device, uid, looking, onLost, fail }: EventUse): Event | undefined {
  const [event, setEvent] = useState<Event>();
  useEffect(() => {
    let isKnown = false;
    const show = (next: Event | undefined): void => {
      // It goes with his account.
      if (next === undefined && isKnown) return onLost();
      isKnown = next !== undefined;
      setEvent(next);
    };
    const end = (error: unknown): void => (isDenied(error) ? onLost() : fail(error));
    return followEvent(device, uid, { show, fail: end });
  }, [device, uid]);
  useEffect(() => {
    if (event?.notify_new_message !== true) return;
    // Whoever is here sees that there is something new; and where nothing is any more, nobody could.
    if (looking || badgeOf(event) === 0) lowerFlag(device, uid, 'notify_new_message').catch(fail);
  }, [looking, event]);
  return event;
}
