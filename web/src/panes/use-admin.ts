import { useEffect, useState } from 'preact/hooks';

import { usePane } from './pane-context.ts';

/** Whether the user is an admin of the whole, as his token says. */
export function useAdmin(): boolean {
  const { device, uid } = usePane();
  const [isAdmin, setAdmin] = useState(false);
  useEffect(() => {
    device.auth.currentUser?.getIdTokenResult().then(
      ({ claims }) => setAdmin(claims['admin'] === true),
      // Without a connection and a token he is as everybody else.
      () => setAdmin(false),
    );
  }, [device, uid]);
  return isAdmin;
}
