import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';

import type { Settings } from '../app/settings.ts';
import { followChats } from '../firebase/chats.ts';
import type { Device } from '../firebase/device.ts';
import type { Chat } from '../firebase/documents.ts';
import { opening } from '../firebase/doing.ts';
import { openOutbox } from '../firebase/outbox.ts';
import { Dialog } from '../ui/dialog.tsx';
import { isUnconnected } from '../ui/explain.ts';
import { Failure } from '../ui/failure.tsx';
import { Told } from '../ui/told.tsx';
import { useKeptFocus } from '../ui/use-kept-focus.ts';
import { countUnsent, leavingQuestion } from './leaving-question.ts';
import { PaneContext, type PaneState } from './pane-context.ts';
import { PaneBar } from './pane-bar.tsx';
import type { SideProps } from './side.tsx';
import { Screen } from './screen.tsx';
import { CHATS, keyOf, type Route } from './route.ts';
import { Tabs } from './tabs.tsx';
import { useDelivered } from './use-delivered.ts';
import { useEvent } from './use-event.ts';
import { useNamesOf } from './use-names-of.ts';
import { useOnline } from './use-online.ts';
import { usePresence } from './use-presence.ts';
import { usePush } from './use-push.ts';
import { useQuestion } from './use-question.ts';
import { useRoute, type Go } from './use-route.ts';

export interface HomeProps {
  device: Device;
  settings: Settings;
  uid: string;
  looking: boolean;
  /** What is shown where the browser's history says nothing. */
  first: Route;
  onLeave: () => void;
  /** It seems that he is signed in no longer. */
  onLost: () => void;
  onNews: SideProps['onNews'];
}

/** A side on which somebody is signed in: what it listens to all the time, and the screen it shows. */
export function Home({
  device,
  settings,
  uid,
  looking,
  first,
  onLeave,
  onLost,
  onNews,
}: HomeProps) {
  const [route, turnTo] = useRoute(device.name, uid, first);
  const go = useCallback<Go>(
    (next, how) => {
      opening(device.name, `Open ${'list' in next ? next.list : next.screen}`);
      turnTo(next, how);
    },
    [device, turnTo],
  );
  const [error, setError] = useState<unknown>();
  const [told, setTold] = useState<{ text: string; over: Route }>();
  const [chats, setChats] = useState<Chat[]>();
  const online = useOnline(device);
  const nameOf = useNamesOf(device);
  const { question, ask, done } = useQuestion();
  const screen = useRef<HTMLDivElement>(null);
  const fail = useCallback((failure: unknown) => setError(failure), []);
  const event = useEvent({ device, uid, looking, onLost, fail });
  const outbox = useMemo(() => openOutbox(device, uid), [device, uid]);
  const tell = useCallback((text: string) => setTold({ text, over: route }), [route]);
  const lose = useCallback(
    (text: string) => {
      go(CHATS, 'replace');
      setTold({ text, over: CHATS });
    },
    [go],
  );

  useEffect(() => followChats(device, uid, { show: setChats, fail }), [device, uid]);
  useEffect(() => {
    void outbox.resume().catch(fail);
    return outbox.close;
  }, [outbox]);
  usePush({ device, uid, settings, online, fail });
  usePresence(device, online);
  useEffect(() => {
    if (online) setError((now: unknown) => (isUnconnected(now) ? undefined : now));
  }, [online]);
  useDelivered(device, uid, chats, online);
  const isNew = event?.notify_new_message === true;
  useEffect(() => {
    onNews(device.name === 'left' ? 'left' : 'right', isNew);
    return () => onNews(device.name === 'left' ? 'left' : 'right', false);
  }, [device, isNew]);
  useEffect(() => {
    setError(undefined);
    setTold((now) => (now?.over.screen === route.screen ? now : undefined));
  }, [route]);
  // A chat sees to it itself, as there it is clear what comes next.
  useKeptFocus(screen, keyOf(route), route.screen !== 'chat');
  const leave = async (): Promise<void> => {
    const unsent = await countUnsent({ device, uid, outbox, chats });
    if (unsent > 0) ask(leavingQuestion(unsent, onLeave));
    else onLeave();
  };

  /** Takes away what is below the screen; whoever has closed it goes on at the head of the screen. */
  const close = (take: (nothing: undefined) => void): void => {
    take(undefined);
    screen.current?.querySelector<HTMLElement>('[tabindex="-1"]')?.focus({ preventScroll: true });
  };

  const state = useMemo<PaneState>(
    () => ({
      ...{ device, settings, uid, event, chats, outbox, looking, online },
      ...{ go, lose, tell, ask, fail, nameOf },
    }),
    [device, settings, uid, event, chats, outbox, looking, online, go, tell, nameOf],
  );
  return (
    <PaneContext.Provider value={state}>
      <div class="below" inert={question !== undefined}>
        <PaneBar onLeave={() => void leave()} />
        <div class="screen" ref={screen} key={keyOf(route)}>
          <Screen route={route} />
        </div>
        {error !== undefined && <Failure error={error} onClose={() => close(setError)} />}
        {told !== undefined && <Told text={told.text} onClose={() => close(setTold)} />}
        <Tabs route={route} />
      </div>
      {question !== undefined && <Dialog question={question} onDone={done} />}
    </PaneContext.Provider>
  );
}
