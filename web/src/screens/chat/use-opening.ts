import { useEffect, useState } from 'preact/hooks';

import type { ClientConfig } from '../../firebase/client-config.ts';

type Hours = ClientConfig['active_hours'];

/** What a timer of a browser can wait for. */
const MOST_MS = 2 ** 31 - 1;

/**
 * When messages can be sent again, in milliseconds; `null` where that is not known, and `undefined` while they
 * can. The moments of the next week are in `config/client`, so nobody has to be asked again.
 */
export function useOpening(hours: Hours): number | null | undefined {
  const [now, setNow] = useState(Date.now());
  const moments = hours?.enabled === true ? momentsOf(hours) : [];
  const next = Math.min(...moments.flat().filter((moment) => moment > now));
  useEffect(() => {
    setNow(Date.now());
    if (!Number.isFinite(next)) return;
    const timer = setTimeout(() => setNow(Date.now()), Math.min(next - Date.now() + 1, MOST_MS));
    return () => clearTimeout(timer);
  }, [next]);
  if (hours?.enabled !== true) return undefined;
  if (moments.some(([from, to]) => from <= now && now < to)) return undefined;
  const openings = moments.map(([from]) => from).filter((from) => from > now);
  return openings.length === 0 ? null : Math.min(...openings);
}

/** From when to when, each as often as it touches days. */
function momentsOf({ windows }: NonNullable<Hours>): [from: number, to: number][] {
  return Object.values(windows)
    .flat()
    .map(({ from, to }) => [from.toMillis(), to.toMillis()]);
}
