import { useEffect, useRef, useState } from 'preact/hooks';

import type { Settings } from '../app/settings.ts';
import { Icon } from '../ui/icon.tsx';
import { ActionView } from './action-view.tsx';
import type { Action } from './actions.ts';
import { BesidesView } from './besides-view.tsx';
import { costOf, counted } from './price.ts';
import { useActions } from './use-actions.ts';

/** Actions that are offered. */
const SHOWN = 30;
const BESIDES = 'besides';

/** A drawer that shows what the last things that were done read and wrote, and what they cost. */
export function Inspector({ settings }: { settings: Settings }) {
  const { actions, besides } = useActions(settings);
  const root = useRef<HTMLElement>(null);
  const [open, setOpen] = useState(false);
  const [picked, setPicked] = useState<string>();
  // What a device does by itself does not take the place of what a person did.
  const latest = actions.find(({ isBackground }) => !isBackground) ?? actions[0];
  const shown = actions.find(({ id }) => id === picked) ?? latest;
  // What a person does next is what he wants to see.
  useEffect(() => setPicked(undefined), [latest?.id]);
  useEffect(() => {
    if (open) root.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  const isBesides = picked === BESIDES;
  return (
    <section ref={root} class={`inspector${open ? ' open' : ''}`} aria-label="Inspector">
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
          {shown === undefined ? 'what the last action read, wrote and cost' : summaryOf(shown)}
        </span>
      </button>
      <div id="inspector-body" class="inspector-body" hidden={!open}>
        {actions.length === 0 && besides.length === 0 ? (
          <p class="empty">Do something on one of the two devices.</p>
        ) : (
          <>
            <div class="actions" role="group" aria-label="Actions, the latest first">
              {actions.slice(0, SHOWN).map(({ id, title, by, isBackground }) => (
                <button
                  key={id}
                  type="button"
                  class={isBackground ? 'background' : ''}
                  aria-pressed={!isBesides && id === shown?.id}
                  onClick={() => setPicked(id === latest?.id ? undefined : id)}
                >
                  <span class="title">{title}</span> <span class={`side ${by}`}>{by}</span>
                </button>
              ))}
              {besides.length > 0 && (
                <button type="button" aria-pressed={isBesides} onClick={() => setPicked(BESIDES)}>
                  <span class="title">Besides</span>
                </button>
              )}
            </div>
            {isBesides && <BesidesView parts={besides} />}
            {!isBesides && shown !== undefined && (
              <ActionView action={shown} isRecorded={settings.emulators !== undefined} />
            )}
          </>
        )}
      </div>
    </section>
  );
}

function summaryOf({ title, by, parts, heard }: Action): string {
  const { reads, writes, invocations } = costOf(parts);
  const counts = [
    counted(reads, 'read'),
    counted(writes, 'write'),
    counted(invocations, 'invocation'),
  ].join(', ');
  return `${title} ${by}: ${counts}; listeners ${counted(costOf(heard).reads, 'read')}`;
}
