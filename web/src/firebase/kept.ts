const KEPT = ['user', 'disconnected', 'route', 'written', 'unsent', 'drafts'] as const;
/** What a reload finds again of one side, besides the session and the documents that the SDK keeps. */
export type Kept = (typeof KEPT)[number];

const keyOf = (side: string, what: Kept): string => `parley-${what}-${side}`;

export function recall(side: string, what: Kept): string | null {
  return sessionStorage.getItem(keyOf(side, what));
}

/** Keeps it until the tab is closed; `undefined` drops it. */
export function keep(side: string, what: Kept, value: string | undefined): void {
  if (value === undefined) sessionStorage.removeItem(keyOf(side, what));
  else sessionStorage.setItem(keyOf(side, what), value);
}

/** Drops all of a side: its user has left. */
export function dropKept(side: string): void {
  for (const what of KEPT) keep(side, what, undefined);
}
