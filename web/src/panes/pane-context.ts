import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

import type { Settings } from '../app/settings.ts';
import type { Device } from '../firebase/device.ts';
import type { Chat, Event } from '../firebase/documents.ts';
import type { Outbox } from '../firebase/outbox.ts';
import type { Question } from '../ui/dialog.tsx';
import type { Go } from './use-route.ts';

/** What every screen of a signed-in side may reach. */
export interface PaneState {
  device: Device;
  settings: Settings;
  uid: string;
  /** `undefined` until the first snapshot, as `chats`. */
  event: Event | undefined;
  chats: readonly Chat[] | undefined;
  outbox: Outbox;
  /** Whether the person is at this side: what it shows counts as read. */
  looking: boolean;
  online: boolean;
  go: Go;
  /** Goes back to the list of chats from what is not there any more, and says so. */
  lose: (what: string) => void;
  /** Says what has come of something that is not to be seen on the screen. */
  tell: (what: string) => void;
  /** Asks before something is done that cannot be taken back by one click. */
  ask: (question: Question) => void;
  /** Shows a failure below the screen. */
  fail: (error: unknown) => void;
  /** What somebody calls himself; `undefined` until that is known, and of who is gone. */
  nameOf: (uid: string) => string | undefined;
}

export const PaneContext = createContext<PaneState | undefined>(undefined);

/** The side that a screen is on. */
export function usePane(): PaneState {
  const pane = useContext(PaneContext);
  if (pane === undefined) throw new Error('A screen is outside of a pane');
  return pane;
}
