import type { App } from 'firebase-admin/app';

import type { TaskQueues } from '../../context/task.ts';

/**
 * Cloud Tasks, or its emulator where CLOUD_TASKS_EMULATOR_HOST is set. Of tasks with one id it takes the
 * first, and no other for an hour after that has run. Loaded with the first task: few instances have any.
 */
export function cloudTasks(app: App, region: string): TaskQueues {
  return {
    async enqueue(name, { id, due, data }) {
      const { getFunctions } = await import('firebase-admin/functions');
      const queue = getFunctions(app).taskQueue(`locations/${region}/functions/${name}`);
      try {
        await queue.enqueue(data, { id, scheduleTime: new Date(due.toMillis()) });
      } catch (error) {
        if (!isKnown(error)) throw error;
      }
    },
  };
}

/** Whether the queue has or had a task of that id. */
function isKnown(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'functions/task-already-exists';
}
