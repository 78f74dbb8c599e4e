import { useEffect, useMemo, useReducer } from 'preact/hooks';

import type { RecordedOperation } from '../../../testkit/operations/recorded.ts';
import type { Settings } from '../app/settings.ts';
import { tellActionsTo } from '../firebase/call.ts';
import { watchOperations } from '../firebase/operations.ts';
import { follow } from '../inbox/stream.ts';
import { actionsOf, type Step, type Told } from './actions.ts';

/** Steps that are kept; those of an action that began before them are counted under none. */
const KEPT = 3_000;

const withStep = (steps: readonly Step[], step: Step): readonly Step[] =>
  [...steps, step].slice(-KEPT);

/** What was done on this page, and what the functions did for it. */
export function useActions({ emulators, project_id, region }: Settings): Told {
  const [steps, add] = useReducer(withStep, []);
  useEffect(
    () =>
      watchOperations(({ device, ...step }) => {
        if (device !== 'page') add({ ...step, by: device, isServer: false });
      }),
    [],
  );
  useEffect(() => {
    if (emulators === undefined) return;
    tellActionsTo(`http://${emulators.functions}/${project_id}/${region}`);
    const since = new Date().toISOString();
    const project = encodeURIComponent(project_id);
    const url = `${emulators.operations}/operations/stream?project=${project}&since=${since}`;
    const stream = follow<RecordedOperation>(url, 'operation', ({ at, path, ...operation }) =>
      add({ ...operation, at: Date.parse(at), what: path, isServer: true }),
    );
    return () => stream.close();
  }, [emulators, project_id]);
  return useMemo(() => actionsOf(steps), [steps]);
}
