import { writersOf, type Writers } from './writers.ts';

/** What a device or a function did: what the page tells, and what the recorder. */
export interface Step {
  /** Milliseconds since 1970; of a function's write, when it took effect. */
  at: number;
  /** `left`, `right`, or the name of a function. */
  by: string;
  isServer: boolean;
  kind: 'begin' | 'call' | 'read' | 'write' | 'delete';
  /** A path, the name of a function, what a query was, or what has begun. */
  what: string;
  /** The action that it says it is of. */
  action?: string | undefined;
  /** Which run of the function. */
  run?: string | undefined;
  /** The document whose change the function reacts to. */
  document?: string | undefined;
  isBackground?: boolean | undefined;
}

/** What happened to a document. */
export type Operation = Pick<Step, 'what'> & { kind: 'read' | 'write' | 'delete' };

/** What one part of the system did. */
export interface Part {
  by: string;
  isServer: boolean;
  /** Calls of the function, or the runs of a trigger. */
  invocations: number;
  operations: Operation[];
}

/** Something a person did, or a device by itself, and what came of it. */
export interface Action {
  id: string;
  /** The name of the function, or what was clicked. */
  title: string;
  by: string;
  /** Whether nobody asked for it, as for presence. */
  isBackground: boolean;
  /** What it took: functions, and the device's own writes. */
  parts: Part[];
  /** What listeners read of it, by device. */
  heard: Part[];
}

/** What was done, newest first, and what nobody here has done, or nobody can tell who has. */
export interface Told {
  actions: Action[];
  besides: Part[];
}

type Runs = Map<Part, Set<string>>;

/**
 * Sorts steps by what they came of, and by nothing else: a call says of which action it is, a trigger which
 * document it reacts to, and a listener's read has come of the write before it. What cannot be told so, as it
 * is of other clients or could be of two actions, is counted under none.
 */
export function actionsOf(steps: readonly Step[]): Told {
  const actions = new Map<string, Action>();
  const besides: Part[] = [];
  const writers = writersOf();
  const runs: Runs = new Map();
  for (const step of steps) {
    const { at, by, kind, what, action: id = '' } = step;
    if (kind === 'begin') {
      const isBackground = step.isBackground === true;
      actions.set(id, { id, title: what, by, isBackground, parts: [], heard: [] });
      continue;
    }
    if (kind === 'read' && !step.isServer) continue;
    const action = actions.get(causeOf(step, writers) ?? '');
    const parts = action?.parts ?? besides;
    if (kind === 'call') partOf(parts, what, true).invocations += 1;
    else {
      const part = partOf(parts, by, step.isServer);
      part.operations.push({ kind, what });
      if (step.isServer) countRun(runs, part, step.run);
    }
    if (kind === 'write' || kind === 'delete') writers.wrote(what, at, action?.id);
  }
  // All of them: what has brought one of them has not brought the next.
  const read = steps.filter(({ kind, isServer }) => kind === 'read' && !isServer);
  const causes = writers.causesOf(read);
  for (const [at, { by, what, action }] of read.entries()) {
    const parts = actions.get(action ?? causes[at] ?? '')?.heard ?? besides;
    partOf(parts, by, false).operations.push({ kind: 'read', what });
  }
  return { actions: [...actions.values()].reverse(), besides };
}

function causeOf({ action, document }: Step, writers: Writers): string | undefined {
  return action ?? (document === undefined ? undefined : writers.latest(document));
}

function partOf(parts: Part[], by: string, isServer: boolean): Part {
  const known = parts.find((part) => part.by === by && part.isServer === isServer);
  if (known !== undefined) return known;
  const part: Part = { by, isServer, invocations: 0, operations: [] };
  parts.push(part);
  return part;
}

/** A call that was made again, as nobody answered, has run twice. */
function countRun(runs: Runs, part: Part, run: string | undefined): void {
  const known = runs.get(part) ?? new Set<string>();
  runs.set(part, known.add(run ?? ''));
  part.invocations = Math.max(part.invocations, known.size);
}
