/** What happened to a document, or which function ran. */
export interface Operation {
  kind: 'read' | 'write' | 'delete' | 'call';
  /** A path, the name of a function, or what a query was. */
  what: string;
}

/** What one part of the system did for an action. */
export interface Group {
  /** `left`, `right`, or the name of a function. */
  by: string;
  isServer: boolean;
  operations: readonly Operation[];
}

/** Something a person did, and all that followed until he did the next thing. */
export interface Action {
  id: number;
  /** Name of the function, or what was written. */
  title: string;
  by: string;
  groups: readonly Group[];
}

/** What comes of other actions, or of time, and is none by itself. */
const FOLLOWING = new Set([
  'markDelivered',
  'markRead',
  'setPresence',
  'setTyping',
  'registerDevice',
  'reportReceipts',
]);

export const KEPT = 20;

let count = 0;

/** The actions, newest first, with one more operation by a device or a function. */
export function withOperation(
  actions: readonly Action[],
  by: string,
  isServer: boolean,
  operation: Operation,
): readonly Action[] {
  const all = isServer || !begins(operation) ? actions : [begun(by, operation), ...actions];
  const [latest, ...others] = all.length > 0 ? all : [begun(by, operation)];
  if (latest === undefined) return actions;
  return [{ ...latest, groups: added(latest.groups, by, isServer, operation) }, ...others].slice(
    0,
    KEPT,
  );
}

function begins({ kind, what }: Operation): boolean {
  return (
    (kind === 'call' && !FOLLOWING.has(what)) || (kind === 'write' && /\/messages\//.test(what))
  );
}

function begun(by: string, { kind, what }: Operation): Action {
  const title = kind === 'call' ? what : kind === 'write' ? 'Direct write' : 'Listening';
  return { id: (count += 1), title, by, groups: [] };
}

function added(
  groups: readonly Group[],
  by: string,
  isServer: boolean,
  operation: Operation,
): readonly Group[] {
  const at = groups.findIndex((group) => group.by === by && group.isServer === isServer);
  if (at === -1) return [...groups, { by, isServer, operations: [operation] }];
  return groups.map((group, index) =>
    index === at ? { ...group, operations: [...group.operations, operation] } : group,
  );
}
