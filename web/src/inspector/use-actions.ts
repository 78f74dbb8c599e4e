import { useEffect, useState } from 'preact/hooks';

import type { RecordedOperation } from '../../../testkit/operations/recorded.ts';
import type { Settings } from '../app/settings.ts';
import { watchOperations } from '../firebase/operations.ts';
import { follow } from '../inbox/stream.ts';
import { withOperation, type Action } from './actions.ts';

/** What was done on this page, newest first, and what the functions did for it. */
export function useActions({ emulators, project_id }: Settings): readonly Action[] {
  const [actions, setActions] = useState<readonly Action[]>([]);
  useEffect(
    () =>
      watchOperations(({ kind, what, device }) => {
        if (device === 'page') return;
        setActions((all) => withOperation(all, device, false, { kind, what }));
      }),
    [],
  );
  useEffect(() => {
    if (emulators === undefined) return;
    const since = new Date().toISOString();
    const project = encodeURIComponent(project_id);
    const url = `${emulators.operations}/operations/stream?project=${project}&since=${since}`;
    const stream = follow<RecordedOperation>(url, 'operation', ({ by, kind, path }) =>
      setActions((all) => withOperation(all, by, true, { kind, what: path })),
    );
    return () => stream.close();
  }, [emulators, project_id]);
  return actions;
}
