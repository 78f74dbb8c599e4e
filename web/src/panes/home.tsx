import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';

import type { Settings } from '../app/settings.ts';
import { followChats, followEvent } from '../firebase/chats.ts';
import type { Device } from '../firebase/device.ts';
import type { Chat, Event } from '../firebase/documents.ts';
import { opening } from '../firebase/doing.ts';
import { keep } from '../firebase/kept.ts';
import { waitingMessages } from '../firebase/offline.ts';
import { openOutbox } from '../firebase/outbox.ts';
import { lowerFlag } from '../firebase/own.ts';
import { registerForPush, TOKEN_PREFIX } from '../firebase/push.ts';
import { Failure } from '../ui/failure.tsx';
import { Leaving } from './leaving.tsx';
import { PaneContext, type PaneState } from './pane-context.ts';
import { PaneBar } from './pane-bar.tsx';
import type { SideProps } from './side.tsx';
import { Screen } from './screen.tsx';
import type { Route } from './route.ts';
import { Tabs } from './tabs.tsx';
import { useDelivered } from './use-delivered.ts';
import { useOnline } from './use-online.ts';
import { usePresence } from './use-presence.ts';

export interface HomeProps {
  device: Device;
  settings: Settings;
  uid: string;
  looking: boolean;
  /** What is shown at first. */
  first: Route;
  onLeave: () => void;
  onNews: SideProps['onNews'];
}

/** A side on which somebody is signed in: what it listens to all the time, and the screen it shows. */
export function Home({ device, settings, uid, looking, first, onLeave, onNews }: HomeProps) {
  const [route, setRoute] = useState<Route>(first);
  const go = useCallback(
    (next: Route): void => {
      opening(device.name, `Open ${next.screen}`);
      setRoute(next);
    },
    [device],
  );
  const [error, setError] = useState<unknown>();
  const [chats, setChats] = useState<Chat[]>();
  const [event, setEvent] = useState<Event>();
  const [waiting, setWaiting] = useState(0);
  const online = useOnline(device);
  const fail = useCallback((failure: unknown) => setError(failure), []);
  const outbox = useMemo(() => openOutbox(device, uid), [device, uid]);

  useEffect(() => followChats(device, uid, { show: setChats, fail }), [device, uid]);
  useEffect(() => followEvent(device, uid, { show: setEvent, fail }), [device, uid]);
  useEffect(() => {
    void outbox.resume().catch(fail);
    return outbox.close;
  }, [outbox]);
  useEffect(() => {
    // A token of this page's own: the stand-in for FCM shows by it whose push it is.
    if (settings.emulators === undefined || !online) return;
    registerForPush(device, `page-${device.name}`, `${TOKEN_PREFIX}${uid}`).catch(fail);
  }, [device, uid, online]);
  usePresence(device, online);
  useDelivered(device, uid, chats, online);
  const isNew = event?.notify_new_message === true;
  useEffect(() => {
    onNews(device.name === 'left' ? 'left' : 'right', isNew);
    return () => onNews(device.name === 'left' ? 'left' : 'right', false);
  }, [device, isNew]);
  useEffect(() => {
    // Whoever is here sees that there is something new.
    if (looking && event?.notify_new_message === true) {
      lowerFlag(device, uid, 'notify_new_message').catch(fail);
    }
  }, [looking, event]);
  useEffect(() => {
    setError(undefined);
    keep(device.name, 'route', JSON.stringify(route));
  }, [route]);
  const leave = async (): Promise<void> => {
    // Where it cannot be told, he is not kept from it.
    const { length } = await waitingMessages(device, uid).catch(() => []);
    if (length > 0) setWaiting(length);
    else onLeave();
  };

  const state = useMemo<PaneState>(
    () => ({ device, settings, uid, event, chats, outbox, looking, online, go, fail }),
    [device, settings, uid, event, chats, outbox, looking, online],
  );
  return (
    <PaneContext.Provider value={state}>
      <PaneBar onLeave={() => void leave()} />
      <div class="screen" key={JSON.stringify(route)}>
        <Screen route={route} />
      </div>
      {error !== undefined && <Failure error={error} onClose={() => setError(undefined)} />}
      {waiting > 0 && <Leaving {...{ waiting, onLeave }} onStay={() => setWaiting(0)} />}
      <Tabs route={route} />
    </PaneContext.Provider>
  );
}
