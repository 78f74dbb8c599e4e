import './options.ts';

import type { TaskQueueFunction } from 'firebase-functions/v2/tasks';

import type { Contexts } from '../context/context.ts';
import type { Task } from '../context/task.ts';
import { dispatched } from './dispatched.ts';

/** Every task, by the name it is deployed under, with its code still to be loaded. */
export const TASKS = {
  eraseAccount: async () => (await import('../modules/deletion/erase-account.ts')).eraseAccount,
  numberGroup: async () => (await import('../modules/delivery/number-group.ts')).numberGroup,
  matchContacts: async () =>
    (await import('../modules/address-book/match-contacts.ts')).matchContacts,
};

type Tasks = Record<keyof typeof TASKS, TaskQueueFunction>;

/** The functions that Cloud Tasks calls. */
export function defineTasks(contexts: Contexts): Tasks {
  const functions = Object.entries(TASKS).map(([name, load]) => [
    name,
    // Each is only ever paired with its own schema.
    dispatched(() => contexts(name), load as () => Promise<Task<unknown>>),
  ]);
  return Object.fromEntries(functions) as Tasks;
}

/** The tasks, unless this instance serves another function; see `triggersFor`. */
export function tasksFor(contexts: Contexts, target: string | undefined): Partial<Tasks> {
  return target === undefined || Object.hasOwn(TASKS, target) ? defineTasks(contexts) : {};
}
