import { newListeners } from './listeners.ts';

// Browsers call a machine without any network offline, but what runs on it, as the emulators do, can be
// reached as ever. So the page asks where it came from before it believes them.

let reachable = navigator.onLine;
let turns = 0;
const listeners = newListeners();

for (const name of ['online', 'offline']) window.addEventListener(name, () => void look());
if (!reachable) void look();

async function look(): Promise<void> {
  const turn = (turns += 1);
  const found = navigator.onLine || (await isThere());
  if (turn !== turns || found === reachable) return;
  reachable = found;
  listeners.tell();
}

function isThere(): Promise<boolean> {
  return fetch('/', { method: 'HEAD', cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Whether this page can reach anything, as far as it knows. */
export function isReachable(): boolean {
  return reachable;
}

/** Calls back when that changes. @returns the function that ends it */
export const watchNetwork = listeners.add;
