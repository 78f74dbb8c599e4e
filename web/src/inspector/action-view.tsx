import { Documented } from './documented.tsx';
import type { Action, Group, Operation } from './actions.ts';
import { costOf } from './price.ts';

/** All that came of an action: who touched which documents, and the price. */
export function ActionView({ action, isRecorded }: { action: Action; isRecorded: boolean }) {
  const { reads, writes, deletes, invocations, million } = costOf(action.groups);
  const isServed = action.groups.some(({ isServer }) => isServer);
  return (
    <div class="action">
      <dl class="cost">
        {Object.entries({ reads, writes, deletes, invocations }).map(([name, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{count}</dd>
          </div>
        ))}
        <div>
          <dt>a million, list price</dt>
          <dd>${million.toFixed(2)}</dd>
        </div>
      </dl>
      {!isServed && <Documented name={action.title} isRecorded={isRecorded} />}
      <div class="groups" tabIndex={0} role="group" aria-label="Documents">
        {action.groups.map((group) => (
          <GroupView key={`${group.by} ${group.isServer}`} group={group} />
        ))}
        <p class="soft">What rules read to decide is billed as well, and nobody can see it here.</p>
      </div>
    </div>
  );
}

function GroupView({ group }: { group: Group }) {
  return (
    <div class="group">
      <h3>
        {group.by} <span class="soft">{group.isServer ? 'function' : 'device'}</span>
      </h3>
      <ul>
        {countedOf(group.operations).map(([{ kind, what }, times]) => (
          <li key={`${kind} ${what}`}>
            <span class={`kind ${kind}`}>{kind}</span> <code>{what}</code>
            {times > 1 && <span class="soft"> ×{times}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The same with the same document is one line. */
function countedOf(operations: readonly Operation[]): [Operation, number][] {
  const lines = new Map<string, [Operation, number]>();
  for (const operation of operations) {
    const key = `${operation.kind} ${operation.what}`;
    const [, times = 0] = lines.get(key) ?? [];
    lines.set(key, [operation, times + 1]);
  }
  return [...lines.values()];
}
