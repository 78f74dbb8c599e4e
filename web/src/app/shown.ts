import type { Route } from '../panes/route.ts';

// What the page shows is in the entries of the browser's history, both sides of it in each: so its Back and
// Forward lead through what was shown on either side, and a reload shows the same again.

/** The parts of the page; on a narrow screen one of them is shown at a time. */
export type Part = 'left' | 'right' | 'inbox';

/** What one side shows, and to whom. */
export interface Place {
  uid: string;
  route: Route;
}

/** What an entry of the history says; a side is missing on which nobody was signed in. */
interface Shown {
  part?: Part;
  places?: Partial<Record<string, Place>>;
}

const shown = (): Shown => (history.state ?? {}) as Shown;

/** What a side shows to this user by the entry that is open. */
export function placeOf(side: string, uid: string): Route | undefined {
  const place = shown().places?.[side];
  return place?.uid === uid ? place.route : undefined;
}

/** Says what a side shows from now on: as a new entry, or in the one that is open. */
export function show(side: string, place: Place | undefined, how: 'push' | 'replace'): void {
  const now = shown();
  const next: Shown = { ...now, places: { ...now.places, [side]: place } };
  if (how === 'push') history.pushState(next, '');
  else history.replaceState(next, '');
}

export const partShown = (): Part => shown().part ?? 'left';

/** Which part is shown belongs to the entry that is open: it is none of its own. */
export function showPart(part: Part): void {
  history.replaceState({ ...shown(), part }, '');
}

/** Calls back when the browser has gone to another entry. @returns the function that ends it */
export function onShown(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  return () => window.removeEventListener('popstate', listener);
}
