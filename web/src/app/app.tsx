import { useCallback, useEffect, useState } from 'preact/hooks';

import { InboxPanel } from '../inbox/inbox-panel.tsx';
import { Inspector } from '../inspector/inspector.tsx';
import { accountOf } from '../panes/account-of.ts';
import { Side } from '../panes/side.tsx';
import { Segments } from '../ui/segments.tsx';
import { ClientConfigContext, useFollowedConfig } from './client-config.ts';
import type { Settings } from './settings.ts';
import { onShown, partShown, showPart, type Part } from './shown.ts';
import { UpdateNeeded } from './update-needed.tsx';

const PARTS: Record<Part, string> = { left: 'Left', right: 'Right', inbox: 'Inbox' };

/** The whole page. On a narrow screen one of its three parts is shown at a time. */
export function App({ settings, tab }: { settings: Settings; tab: string | undefined }) {
  const [part, setPart] = useState(partShown);
  const [news, setNews] = useState<Partial<Record<Part, boolean>>>({});
  const tellNews = useCallback(
    (of: Part, isNew: boolean): void => setNews((all) => ({ ...all, [of]: isNew })),
    [],
  );
  // What is before him is no news.
  const elsewhere = { ...news, [part]: false };
  const [left, right] = [accountOf(settings, settings.left), accountOf(settings, settings.right)];
  const config = useFollowedConfig(settings);
  useEffect(() => onShown(() => setPart(partShown())), []);
  const turnTo = (next: Part): void => {
    showPart(next);
    setPart(next);
  };
  return (
    <ClientConfigContext.Provider value={config}>
      <header>
        <div class="page-head">
          <h1>
            <svg viewBox="0 0 32 32" aria-hidden="true">
              <path d="M4 4h24v18H14l-7 7v-7H4z" />
            </svg>
            Parley
          </h1>
          <p class="soft">Two people, two devices. Write on one side and watch the other.</p>
          <div class="parts">
            <Segments
              label="Part of the page"
              names={PARTS}
              value={part}
              onChange={turnTo}
              news={elsewhere}
            />
          </div>
        </div>
        <UpdateNeeded />
      </header>
      <main>
        <Side
          name="left"
          own={left}
          peer={right}
          {...{ settings, tab }}
          shown={part === 'left'}
          onNews={tellNews}
        />
        <Side
          name="right"
          own={right}
          peer={left}
          {...{ settings, tab }}
          shown={part === 'right'}
          onNews={tellNews}
        />
        <InboxPanel settings={settings} shown={part === 'inbox'} onNews={tellNews} />
      </main>
      <Inspector settings={settings} />
    </ClientConfigContext.Provider>
  );
}
