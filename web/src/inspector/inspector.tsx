import { useState } from 'preact/hooks';

import type { Settings } from '../app/settings.ts';
import { Icon } from '../ui/icon.tsx';
import { ActionView } from './action-view.tsx';
import { costOf } from './price.ts';
import { useActions } from './use-actions.ts';

/** A drawer that shows what the last things that were done read and wrote, and what they cost. */
export function Inspector({ settings }: { settings: Settings }) {
  const actions = useActions(settings);
  const [open, setOpen] = useState(false);
  const [picked, setPicked] = useState<number>();
  const shown = actions.find(({ id }) => id === picked) ?? actions[0];
  const cost = shown && costOf(shown.groups);
  return (
    <section class={`inspector${open ? ' open' : ''}`} aria-label="Inspector">
      <button
        class="handle"
        type="button"
        aria-expanded={open}
        aria-controls="inspector-body"
        onClick={() => setOpen(!open)}
      >
        <Icon name={open ? 'down' : 'up'} />
        <b>Inspector</b>
        <span class="soft summary">
          {shown === undefined || cost === undefined
            ? 'what the last action read, wrote and cost'
            : `${shown.title}: ${cost.reads} reads, ${cost.writes} writes, ${cost.invocations} invocations`}
        </span>
      </button>
      <div id="inspector-body" class="inspector-body" hidden={!open}>
        {actions.length === 0 ? (
          <p class="empty">Do something on one of the two devices.</p>
        ) : (
          <>
            <div class="actions" role="group" aria-label="Actions, the latest first">
              {actions.map(({ id, title, by }) => (
                <button
                  key={id}
                  type="button"
                  aria-pressed={id === shown?.id}
                  onClick={() => setPicked(id === actions[0]?.id ? undefined : id)}
                >
                  {title} <span class="soft">{by}</span>
                </button>
              ))}
            </div>
            {shown !== undefined && (
              <ActionView action={shown} isRecorded={settings.emulators !== undefined} />
            )}
          </>
        )}
      </div>
    </section>
  );
}
