import { useRef, useState } from 'preact/hooks';

import type { Account, Settings } from '../../app/settings.ts';
import type { Device } from '../../firebase/device.ts';
import { signInByEmail } from '../../firebase/session.ts';
import type { Route } from '../../panes/route.ts';
import { Failure } from '../../ui/failure.tsx';
import { Segments } from '../../ui/segments.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { useKeptFocus } from '../../ui/use-kept-focus.ts';
import { useTakenFocus } from '../../ui/use-taken-focus.ts';
import { ByEmail } from './by-email.tsx';
import { ByPhone } from './by-phone.tsx';
import { ByStandIn } from './by-stand-in.tsx';
import { SeedUsers } from './seed-users.tsx';

export interface SignInProps {
  device: Device;
  settings: Settings;
  own: Account | undefined;
  peer: Account | undefined;
  /** What is to be shown first, once somebody is in. */
  onFirst: (route: Route) => void;
}

/** What each way in needs. */
export interface WayProps {
  device: Device;
  settings: Settings;
  busy: boolean;
  run: (act: () => Promise<unknown>) => void;
}

const WAYS = { email: 'Email', phone: 'Phone', google: 'Google', facebook: 'Facebook' } as const;
type Way = keyof typeof WAYS;

/** A device on which nobody is signed in: one click for a user of the seed, or every way that apps have. */
export function SignIn({ device, settings, own, peer, onFirst }: SignInProps) {
  const [error, setError] = useState<unknown>();
  const [busy, act] = useBusy(setError);
  const [way, setWay] = useState<Way>('email');
  const root = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useKeptFocus(root);
  useTakenFocus(heading);
  const run = (what: () => Promise<unknown>): void => {
    setError(undefined);
    act(what);
  };
  // Those of Google and Facebook themselves are scripts of other hosts, which this page loads none of.
  const { email, phone } = WAYS;
  const ways: Partial<typeof WAYS> = settings.emulators ? WAYS : { email, phone };
  const enter = async ({ email, password }: Account): Promise<void> => {
    onFirst({ screen: 'chats' });
    await signInByEmail(device, email, password);
  };
  const enterAndWrite = async (account: Account): Promise<void> => {
    if (peer === undefined) return enter(account);
    // Their chat is there with the seed; opening it here would cost the newcomer a second.
    const pair = [account.uid, peer.uid].sort((a, b) => Number(a) - Number(b));
    onFirst({ screen: 'chat', chat_id: pair.join('_') });
    await signInByEmail(device, account.email, account.password);
  };
  return (
    <div class="sign-in" ref={root} aria-busy={busy}>
      <h2 ref={heading} tabIndex={-1}>
        Who is on this device?
      </h2>
      {own !== undefined && (
        <>
          <button
            class="primary large"
            type="button"
            disabled={busy}
            onClick={() => run(() => enterAndWrite(own))}
          >
            {busy ? 'Signing in…' : `Sign in as ${own.display_name}`}
          </button>
          <SeedUsers
            accounts={settings.accounts}
            busy={busy}
            onPick={(account) => run(() => enter(account))}
          />
          <p class="or soft">or like anybody else</p>
        </>
      )}
      <Segments label="Way in" names={ways} value={way} onChange={setWay} />
      {way === 'email' && <ByEmail {...{ device, settings, busy, run }} />}
      {way === 'phone' && <ByPhone {...{ device, settings, busy, run }} />}
      {(way === 'google' || way === 'facebook') && (
        <ByStandIn key={way} provider={way} {...{ device, settings, busy, run }} />
      )}
      {error !== undefined && <Failure error={error} onClose={() => setError(undefined)} />}
    </div>
  );
}
