import { useEffect, useState } from 'preact/hooks';

import type { Settings } from '../app/settings.ts';
import { InboxRow } from './inbox-row.tsx';
import { useInbox, type Item } from './stream.ts';

const keyOf = (item: Item): string => {
  switch (item.kind) {
    case 'push':
      return item.push.name ?? `${item.received} ${item.push.token}`;
    case 'sms':
      return item.sms.sid ?? item.received;
    case 'mail':
      return item.mail.id;
  }
};

export interface InboxPanelProps {
  settings: Settings;
  shown: boolean;
  /** Whether something has arrived since this panel was looked at. */
  onNews: (of: 'inbox', isNew: boolean) => void;
}

/** What phones and mailboxes would get, as the stand-ins received it. */
export function InboxPanel({ settings, shown, onNews }: InboxPanelProps) {
  const items = useInbox(settings);
  const [opened] = useState(() => new Date().toISOString());
  const latest = items[0]?.received ?? '';
  useEffect(() => onNews('inbox', !shown && latest > opened), [latest]);
  useEffect(() => {
    if (shown) onNews('inbox', false);
  }, [shown]);
  return (
    <aside class={`inbox${shown ? '' : ' away'}`} aria-labelledby="inbox-title">
      <h2 id="inbox-title">Inbox</h2>
      <p class="soft hint">
        {settings.emulators === undefined
          ? 'A real project sends pushes, texts and mails to phones, not to this page.'
          : 'Pushes, texts and mails that would leave this machine.'}
      </p>
      <div class="scroll" tabIndex={0} role="log" aria-label="Pushes, texts and mails">
        {items.length === 0 && <p class="empty">Nothing was sent yet.</p>}
        <ol>
          {items.map((item) => (
            <InboxRow key={keyOf(item)} item={item} settings={settings} />
          ))}
        </ol>
      </div>
    </aside>
  );
}
