import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

import type { Settings } from '../app/settings.ts';
import type { Device } from '../firebase/device.ts';
import type { Chat, Event } from '../firebase/documents.ts';
import type { Outbox } from '../firebase/outbox.ts';
import type { Route } from './route.ts';

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
  go: (route: Route) => void;
  /** Shows a failure below the screen. */
  fail: (error: unknown) => void;
}

export const PaneContext = createContext<PaneState | undefined>(undefined);

/** The side that a screen is on. */
export function usePane(): PaneState {
  const pane = useContext(PaneContext);
  if (pane === undefined) throw new Error('A screen is outside of a pane');
  return pane;
}
