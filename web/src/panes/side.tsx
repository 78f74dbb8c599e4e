import { onAuthStateChanged } from 'firebase/auth';
import { useEffect, useRef, useState } from 'preact/hooks';

import type { Account, Settings } from '../app/settings.ts';
import { show } from '../app/shown.ts';
import { openDevice, type Device } from '../firebase/device.ts';
import { dropKept, keep, recall } from '../firebase/kept.ts';
import { forget, signOut } from '../firebase/session.ts';
import { SignIn } from '../screens/sign-in/sign-in.tsx';
import { Failure } from '../ui/failure.tsx';
import { Home } from './home.tsx';
import { Renewal } from './renewal.tsx';
import { CHATS, type Route } from './route.ts';
import { useLooking } from './use-looking.ts';

/** For so long a session that was opened anew is taken to be open. */
const RENEWED_MS = 60_000;

/** One half of the page. */
export interface SideProps {
  name: 'left' | 'right';
  settings: Settings;
  /** The tab that it is in, where what it has can be kept over a reload. */
  tab: string | undefined;
  /** Whom one click signs in, and whom he then writes to. */
  own: Account | undefined;
  peer: Account | undefined;
  shown: boolean;
  /** Whether this side has a message that nobody has looked for. */
  onNews: (of: 'left' | 'right', isNew: boolean) => void;
}

/** One person's device: signed out, or at home in it. */
export function Side({ name, settings, tab, own, peer, shown, onNews }: SideProps) {
  const root = useRef<HTMLElement>(null);
  const looking = useLooking(root);
  const [device, setDevice] = useState<Device>();
  const [uid, setUid] = useState<string | null>();
  const [leaving, setLeaving] = useState(false);
  const [lost, setLost] = useState(false);
  const isEnding = useRef(false);
  const renewed = useRef(0);
  const [first, setFirst] = useState<Route>(CHATS);
  const [error, setError] = useState<unknown>();

  useEffect(() => {
    if (device === undefined) {
      setDevice(openDevice(name, settings, tab));
      return;
    }
    const stopHearing = device.onRevoked(lose);
    // docs: restore
    const stop = onAuthStateChanged(device.auth, (user) => {
      if (user !== null) keep(name, 'user', user.uid);
      const before = recall(name, 'user');
      // One of his sessions was ended, here or elsewhere, perhaps while the tab was reloaded.
      if (user === null && before !== null) lose();
      else setUid(user?.uid ?? null);
    });
    // end of docs: restore
    return () => {
      stopHearing();
      stop();
    };
  }, [device]);

  /** Looks whether his session is still open. */
  const lose = (): void => setLost(!isEnding.current);
  /** The same; but where that was so a moment ago, it is another thing that denies him what is his. */
  const miss = (): void => {
    if (Date.now() - renewed.current > RENEWED_MS) lose();
  };

  const end = async (ended: Device, out: () => Promise<void>, why?: unknown): Promise<void> => {
    if (isEnding.current) return;
    isEnding.current = true;
    setError(why);
    // Nothing of his is begun any more.
    setLeaving(true);
    try {
      await out().finally(() => ended.close());
    } catch (failure) {
      setError(failure);
    }
    // What this device knew of its user goes with it.
    dropKept(name);
    show(name, undefined, 'replace');
    setFirst(CHATS);
    setUid(null);
    setDevice(undefined);
    setLost(false);
    setLeaving(false);
    isEnding.current = false;
  };

  return (
    <section
      ref={root}
      class={`pane ${name}${looking ? ' looking' : ''}${shown ? '' : ' away'}`}
      aria-label={`${name === 'left' ? 'Left' : 'Right'} device`}
      data-side={name}
    >
      {device !== undefined && uid === null && !leaving && (
        <SignIn device={device} settings={settings} own={own} peer={peer} onFirst={setFirst} />
      )}
      {leaving && <p class="empty">Signing out…</p>}
      {device !== undefined && lost && !leaving && (
        <Renewal
          device={device}
          onRenewed={() => {
            renewed.current = Date.now();
            setLost(false);
          }}
          onEnded={(why) => void end(device, () => forget(device), why)}
        />
      )}
      {device !== undefined && typeof uid === 'string' && !lost && !leaving && (
        <Home
          {...{ device, settings, uid, looking, first, onNews }}
          key={uid}
          onLeave={() => void end(device, () => signOut(device))}
          onLost={miss}
        />
      )}
      {error !== undefined && <Failure error={error} onClose={() => setError(undefined)} />}
    </section>
  );
}
