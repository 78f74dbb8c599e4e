// Each tab is two devices of its own, with a database for each side in the browser. They are named by an id
// that the tab keeps over a reload, and that no other tab that is open has.

const ID = 'parley-tab';
const HAS_LEFT = 'parley-has-left';
const LAST_SEEN = 'parley-tab-';
const DAY_MS = 24 * 3_600_000;
/** How long the page before this one, which is leaving, may take to let go of the id. */
const LEAVING_MS = 3_000;

const lockOf = (id: string): string => `parley-tab-${id}`;

/**
 * The id of this tab, the same after a reload; this page holds a lock on it for as long as it is there.
 * A tab that was duplicated finds the id of the other one, and is a new tab: nobody is signed in on it.
 *
 * @returns `undefined` where the browser keeps nothing, or has no locks, as without https
 */
export async function openTab(): Promise<string | undefined> {
  if (!window.isSecureContext) return undefined;
  try {
    const id = await claimId();
    const see = (): void => localStorage.setItem(LAST_SEEN + id, String(Date.now()));
    see();
    window.addEventListener('pagehide', () => {
      see();
      // Of a page that is still there, no copy of the storage has this.
      sessionStorage.setItem(HAS_LEFT, 'yes');
    });
    return id;
  } catch {
    return undefined;
  }
}

async function claimId(): Promise<string> {
  const before = sessionStorage.getItem(ID);
  const isReload = sessionStorage.getItem(HAS_LEFT) !== null;
  sessionStorage.removeItem(HAS_LEFT);
  if (before !== null && (await hold(before, isReload ? LEAVING_MS : 0))) return before;
  // All of it is the other tab's, also who is signed in.
  sessionStorage.clear();
  const id = crypto.randomUUID();
  await hold(id, 0);
  sessionStorage.setItem(ID, id);
  return id;
}

/** Resolves to whether this page has the id for itself from now on. */
function hold(id: string, wait_ms: number): Promise<boolean> {
  const options = wait_ms > 0 ? { signal: AbortSignal.timeout(wait_ms) } : { ifAvailable: true };
  return new Promise((resolve) => {
    navigator.locks
      .request(lockOf(id), options, (lock) => {
        resolve(lock !== null);
        return lock === null ? undefined : new Promise(() => undefined);
      })
      .catch(() => resolve(false));
  });
}

/**
 * Deletes what tabs have left that were closed a day ago. Until then the browser may open one again, with
 * who was signed in on it, and what he wrote goes out; later it could not, as nobody is signed in there.
 */
export async function forgetClosedTabs(): Promise<void> {
  for (const [key, seen] of Object.entries(localStorage)) {
    if (!key.startsWith(LAST_SEEN) || Date.now() - Number(seen) < DAY_MS) continue;
    const id = key.slice(LAST_SEEN.length);
    await navigator.locks.request(lockOf(id), { ifAvailable: true }, async (lock) => {
      if (lock !== null) await forgetTab(id);
    });
  }
}

async function forgetTab(id: string): Promise<void> {
  for (const { name } of await indexedDB.databases()) {
    if (name?.includes(id) === true) await deleteDatabase(name);
  }
  forgetKeys(id);
}

/** Removes what the SDK and this page have noted of a tab, or of one of its devices. */
export function forgetKeys(id: string): void {
  for (const key of Object.keys(localStorage)) {
    if (key.includes(id)) localStorage.removeItem(key);
  }
}

function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = request.onblocked = () => reject(new Error(`${name} cannot be deleted`));
  });
}
