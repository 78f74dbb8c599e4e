import type { Part } from './actions.ts';
import { PartView } from './part-view.tsx';
import { ScrollBox } from './scroll-box.tsx';

/** What belongs to no action of this page, or cannot be told to which. */
export function BesidesView({ parts }: { parts: readonly Part[] }) {
  return (
    <div class="action">
      <p class="soft">
        Of other clients and of schedules, and what could be of more than one action. None of it is
        in the sum of any.
      </p>
      <ScrollBox label="Documents besides">
        <div class="parts-of">
          {parts.map((part) => (
            <PartView key={`${part.by} ${part.isServer}`} part={part} />
          ))}
        </div>
      </ScrollBox>
    </div>
  );
}
