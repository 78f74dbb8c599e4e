import type { QueuedTask, TaskQueues } from '../functions/src/context/task.ts';

/** A task that waits, with the name of its queue. */
export interface WaitingTask extends QueuedTask {
  name: string;
}

/** Cloud Tasks in this process: of tasks with one id it takes the first, and never runs one by itself. */
export interface WaitingTasks extends TaskQueues {
  /** By when they are due. */
  readonly waiting: readonly WaitingTask[];
  /** Takes out the task that is due first; `undefined` where none waits. */
  take(): WaitingTask | undefined;
  /** Puts a task back whose run has failed, or lets it run once more. */
  again(task: WaitingTask): void;
}

export function waitingTasks(): WaitingTasks {
  const known = new Set<string>();
  let waiting: WaitingTask[] = [];
  const put = (task: WaitingTask): void => {
    waiting = [...waiting, task].toSorted((a, b) => a.due.compare(b.due));
  };
  return {
    get waiting() {
      return waiting;
    },
    async enqueue(name, { id, due, data }) {
      if (known.has(id)) return;
      known.add(id);
      put({ name, id, due, data: JSON.parse(JSON.stringify(data)) as object });
    },
    take() {
      const [first, ...rest] = waiting;
      waiting = rest;
      return first;
    },
    again: put,
  };
}
