import { useCallback, useState } from 'preact/hooks';

/** Runs one thing at a time and shows what went wrong with it; what went wrong before it is over. */
export function useBusy(fail: (error: unknown) => void) {
  const [busy, setBusy] = useState(false);
  const run = useCallback(
    (act: () => Promise<unknown>): void => {
      setBusy(true);
      fail(undefined);
      act()
        .catch(fail)
        .finally(() => setBusy(false));
    },
    [fail],
  );
  return [busy, run] as const;
}
