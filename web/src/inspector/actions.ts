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
  const isNew = !isServer && begins(operation) && !isAgain(actions[0], by, operation);
  const all = isNew || actions.length === 0 ? [begun(by, operation), ...actions] : actions;
  // A function belongs to what called it, a trigger to what was done last.
  const calling = isServer ? all.findIndex((action) => hasCalled(action, by)) : 0;
  const at = Math.max(0, calling);
  return all
    .map((action, index) =>
      index === at ? { ...action, groups: added(action.groups, by, isServer, operation) } : action,
    )
    .slice(0, KEPT);
}

function begins({ kind, what }: Operation): boolean {
  return (
    (kind === 'call' && !FOLLOWING.has(what)) || (kind === 'write' && /\/messages\//.test(what))
  );
}

/** Whether somebody goes on typing. */
function isAgain(latest: Action | undefined, by: string, { what }: Operation): boolean {
  return what === 'setTyping' && latest?.title === what && latest.by === by;
}

function hasCalled({ groups }: Action, name: string): boolean {
  return groups.some(
    ({ isServer, operations }) =>
      !isServer && operations.some(({ kind, what }) => kind === 'call' && what === name),
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
