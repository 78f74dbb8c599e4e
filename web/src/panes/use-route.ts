import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

import { onShown, placeOf, show } from '../app/shown.ts';
import { CHATS, type Route } from './route.ts';

/** Shows something else; in the place of what is shown where there is no way back to that. */
export type Go = (route: Route, how?: 'push' | 'replace') => void;

/** What a side shows to its user: what the browser's history says, else `first`. */
export function useRoute(side: string, uid: string, first: Route): [Route, Go] {
  const [route, setRoute] = useState(() => placeOf(side, uid) ?? first);
  const current = useRef(route);
  current.current = route;

  useEffect(() => {
    if (placeOf(side, uid) === undefined) {
      // The list is below what he comes in by, so that Back leads there and not out of the page.
      show(side, { uid, route: CHATS }, 'replace');
      if (first.screen !== CHATS.screen) show(side, { uid, route: first }, 'push');
    }
    // An entry of the time before he came says nothing of him.
    return onShown(() => setRoute(placeOf(side, uid) ?? CHATS));
  }, [side, uid]);

  const go = useCallback<Go>(
    (next, how = 'push') => {
      if (JSON.stringify(next) === JSON.stringify(current.current)) return;
      show(side, { uid, route: next }, how);
      setRoute(next);
    },
    [side, uid],
  );
  return [route, go];
}
