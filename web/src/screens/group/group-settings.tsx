import { useState } from 'preact/hooks';

import type { GroupChat } from '../../firebase/documents.ts';
import { usePane } from '../../panes/pane-context.ts';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useBusy } from '../../ui/use-busy.ts';

/** What owner and admins set. */
export function GroupSettings({ chat }: { chat: GroupChat }) {
  const { device, fail } = usePane();
  const [busy, run] = useBusy(fail);
  const [title, setTitle] = useState(chat.title);
  const { chat_id } = chat;
  return (
    <>
      <h4>Settings</h4>
      <Form
        class="inline"
        onSubmit={() => run(() => device.call('updateGroup', { chat_id, title }))}
      >
        <Field label="Title" value={title} onValue={setTitle} maxLength={100} required />
        <button type="submit" disabled={busy || title === chat.title}>
          Rename
        </button>
      </Form>
      <Switch
        label="Only admins may write"
        on={chat.posting === 'admins'}
        disabled={busy}
        onChange={(on) =>
          run(() => device.call('updateGroup', { chat_id, posting: on ? 'admins' : 'all' }))
        }
      />
      <Switch
        label="Newcomers see earlier messages"
        on={chat.history === 'all'}
        disabled={busy}
        onChange={(on) =>
          run(() => device.call('updateGroup', { chat_id, history: on ? 'all' : 'joined' }))
        }
      />
    </>
  );
}
