import { Documented } from './documented.tsx';
import type { Action } from './actions.ts';
import { PartView } from './part-view.tsx';
import { costOf, dollars } from './price.ts';
import { ScrollBox } from './scroll-box.tsx';

/** All that came of an action: who touched which documents, and the price, as docs/cost.md counts it. */
export function ActionView({ action, isRecorded }: { action: Action; isRecorded: boolean }) {
  const { parts, heard, title } = action;
  const own = costOf(parts);
  const listeners = costOf(heard);
  const { reads, writes, deletes, invocations } = own;
  return (
    <div class="action">
      <div class="sums">
        <dl class="cost" aria-label="What it took">
          {Object.entries({ reads, writes, deletes, invocations }).map(([name, count]) => (
            <Sum key={name} name={name} value={String(count)} />
          ))}
          <Sum name="a million" value={dollars(own.million)} />
        </dl>
        <dl class="cost besides" aria-label="With listeners">
          <Sum name="listeners’ reads" value={String(listeners.reads)} />
          <Sum name="with those" value={dollars(own.million + listeners.million)} />
        </dl>
      </div>
      {!parts.some(({ isServer, operations }) => isServer && operations.length > 0) && (
        <Documented name={title} isRecorded={isRecorded} />
      )}
      <ScrollBox label="Documents">
        <div class="parts-of">
          {parts.map((part) => (
            <PartView key={`${part.by} ${part.isServer}`} part={part} />
          ))}
        </div>
        {heard.length > 0 && <h4>What listeners were sent</h4>}
        <div class="parts-of">
          {heard.map((part) => (
            <PartView key={part.by} part={part} />
          ))}
        </div>
        <p class="soft">What rules read to decide is billed as well, and nobody can see it here.</p>
      </ScrollBox>
    </div>
  );
}

function Sum({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
