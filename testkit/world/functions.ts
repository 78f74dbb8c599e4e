import type { Context } from '../../functions/src/context/context.ts';
import { defineFunctions } from '../../functions/src/wire/functions.ts';
import { defineTasks } from '../../functions/src/wire/tasks.ts';
import { defineTriggers } from '../../functions/src/wire/triggers.ts';

type Functions = ReturnType<typeof allFunctions>;
type Triggers = ReturnType<typeof defineTriggers>;
/** The tasks, by the names of their queues. */
export type Tasks = ReturnType<typeof defineTasks>;
/** The names of the callables. */
export type CallableName = Exclude<keyof Functions, 'api' | keyof Triggers | keyof Tasks>;

/** Everything that is deployed, but the schedules. */
export function allFunctions(context: () => Context) {
  return { ...defineFunctions(context), ...defineTriggers(context), ...defineTasks(context) };
}

/** Which trigger a document's creation runs. */
export function triggerOf(path: string): Exclude<keyof Triggers, 'onUserUpdated'> {
  const collection = path.split('/').at(-2);
  if (collection === 'notifications') return 'onNotificationCreated';
  return collection === 'unlisted-notifications'
    ? 'onUnlistedNotificationCreated'
    : 'onMessageCreated';
}
