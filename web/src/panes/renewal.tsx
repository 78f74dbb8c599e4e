import { useEffect, useState } from 'preact/hooks';

import type { Device } from '../firebase/device.ts';
import { hasEnded, renew } from '../firebase/session.ts';
import { explain } from '../ui/explain.ts';

export interface RenewalProps {
  device: Device;
  onRenewed: () => void;
  /** Nobody is signed in any more, for this reason or because the person says so. */
  onEnded: (why?: unknown) => void;
}

/** A device whose user the SDK has lost, while his session is opened anew. */
export function Renewal({ device, onRenewed, onEnded }: RenewalProps) {
  const [error, setError] = useState<unknown>();
  const tryIt = (): void => {
    setError(undefined);
    renew(device).then(onRenewed, (failure: unknown) => {
      if (hasEnded(failure)) onEnded(failure);
      else setError(failure);
    });
  };
  useEffect(tryIt, [device]);
  if (error === undefined) {
    return (
      <p class="empty" role="status">
        Signing in again…
      </p>
    );
  }
  return (
    <div class="empty" role="alert">
      <p>{explain(error)}</p>
      <p class="soft">What waits to be sent is kept, unless you leave this device.</p>
      <div class="dialog-buttons">
        <button type="button" onClick={tryIt}>
          Sign in again
        </button>
        <button type="button" onClick={() => onEnded()}>
          Leave this device
        </button>
      </div>
    </div>
  );
}
