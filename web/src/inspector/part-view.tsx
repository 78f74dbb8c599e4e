import type { Operation, Part } from './actions.ts';
import { costOf, counted, dollars, isUpkeep } from './price.ts';

/** What one function or device did with which documents, and what that is of the price. */
export function PartView({ part }: { part: Part }) {
  const { reads, writes, deletes, invocations, million } = costOf([part]);
  const counts = [
    counted(reads, 'read'),
    counted(writes, 'write'),
    ...(deletes > 0 ? [counted(deletes, 'delete')] : []),
    ...(part.isServer ? [counted(invocations, 'invocation')] : []),
  ];
  return (
    <div class="part" data-part={part.by}>
      <h3>
        {part.by} <span class="tag">{part.isServer ? 'function' : 'device'}</span>
        <span class="subtotal">{dollars(million)}</span>
      </h3>
      <p class="soft counts">{counts.join(' · ')}</p>
      <ul>
        {linesOf(part.operations).map(([operation, times]) => (
          <li key={`${operation.kind} ${operation.what}`} class={operation.kind}>
            <span class="kind">{operation.kind}</span>{' '}
            <span>
              <Path path={operation.what} />
              {times > 1 && <b> ×{times}</b>}
              {part.isServer && isUpkeep(part, operation) && (
                <span class="soft"> once in 30 s, not counted</span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A path that breaks behind a slash, where it has to. */
function Path({ path }: { path: string }) {
  const segments = path.split('/');
  return (
    <code>
      {segments.map((segment, at) => (
        <>
          {segment}
          {at < segments.length - 1 && (
            <>
              /<wbr />
            </>
          )}
        </>
      ))}
    </code>
  );
}

/** The same with the same document is one line. */
function linesOf(operations: readonly Operation[]): [Operation, number][] {
  const lines = new Map<string, [Operation, number]>();
  for (const operation of operations) {
    const key = `${operation.kind} ${operation.what}`;
    const [, times = 0] = lines.get(key) ?? [];
    lines.set(key, [operation, times + 1]);
  }
  return [...lines.values()];
}
