import { onAuthStateChanged } from 'firebase/auth';
import { useEffect, useRef, useState } from 'preact/hooks';

import type { Account, Settings } from '../app/settings.ts';
import { openDevice, type Device } from '../firebase/device.ts';
import { signOut } from '../firebase/session.ts';
import { SignIn } from '../screens/sign-in/sign-in.tsx';
import { explain } from '../ui/explain.ts';
import { Home } from './home.tsx';
import type { Route } from './route.ts';
import { useLooking } from './use-looking.ts';

/** One half of the page. */
export interface SideProps {
  name: 'left' | 'right';
  settings: Settings;
  /** Whom one click signs in, and whom he then writes to. */
  own: Account | undefined;
  peer: Account | undefined;
  shown: boolean;
}

/** One person's device: signed out, or at home in it. */
export function Side({ name, settings, own, peer, shown }: SideProps) {
  const root = useRef<HTMLElement>(null);
  const looking = useLooking(root);
  const [device, setDevice] = useState<Device>();
  const [uid, setUid] = useState<string | null>();
  const [leaving, setLeaving] = useState(false);
  const [first, setFirst] = useState<Route>({ screen: 'chats' });
  const [error, setError] = useState<unknown>();

  useEffect(() => {
    if (device === undefined) setDevice(openDevice(name, settings));
    else return onAuthStateChanged(device.auth, (user) => setUid(user?.uid ?? null));
  }, [device]);

  const leave = async (): Promise<void> => {
    if (device === undefined) return;
    // Nothing of his is begun any more.
    setLeaving(true);
    try {
      await signOut(device);
      await device.close();
    } catch (failure) {
      setError(failure);
    }
    // What this device knew of its user goes with it.
    setFirst({ screen: 'chats' });
    setUid(null);
    setDevice(undefined);
    setLeaving(false);
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
      {device !== undefined && typeof uid === 'string' && !leaving && (
        <Home
          {...{ device, settings, uid, looking, first }}
          key={uid}
          onLeave={() => void leave()}
        />
      )}
      {error !== undefined && (
        <p class="failure" role="alert">
          {explain(error)}
        </p>
      )}
    </section>
  );
}
