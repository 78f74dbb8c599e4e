import { useState } from 'preact/hooks';

import { newMessageId } from '../../firebase/send.ts';
import { accountOf } from '../../panes/account-of.ts';
import { usePane } from '../../panes/pane-context.ts';
import { Field } from '../../ui/field.tsx';
import { ScreenHead } from '../../ui/screen-head.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { PickPerson } from '../chats/pick-person.tsx';

/** Makes a group that the user owns. */
export function NewGroup() {
  const { device, settings, go, fail } = usePane();
  const [busy, run] = useBusy(fail);
  const [title, setTitle] = useState('');
  const [user_ids, setUserIds] = useState<string[]>([]);
  const [isChannel, setChannel] = useState(false);
  const [id] = useState(() => newMessageId(device.db));
  const make = async (): Promise<void> => {
    const posting = isChannel ? 'admins' : 'all';
    // With an id of its own the call can be made again.
    await device.call('createGroup', { chat_id: id, title, user_ids, posting });
    go({ screen: 'chat', chat_id: id });
  };
  return (
    <>
      <ScreenHead title="New group" onBack={() => go({ screen: 'chats' })} />
      <div class="scroll">
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            run(make);
          }}
        >
          <Field label="Title" value={title} onValue={setTitle} maxLength={100} required />
          <Switch label="Only admins may write" on={isChannel} onChange={setChannel} />
          {user_ids.length > 0 && (
            <ul class="chips" aria-label="Chosen members">
              {user_ids.map((uid) => (
                <li key={uid}>
                  <button
                    type="button"
                    onClick={() => setUserIds(user_ids.filter((each) => each !== uid))}
                  >
                    {accountOf(settings, uid)?.display_name ?? uid} ×
                    <span class="unseen"> (take out)</span>
                  </button>
                </li>
              ))}
            </ul>
          )}
          <button class="primary" type="submit" disabled={busy}>
            Make group
          </button>
        </form>
        <h4>Members</h4>
        <PickPerson
          action="Add"
          busy={busy}
          without={user_ids}
          onPick={(uid) => setUserIds([...new Set([...user_ids, uid])])}
        />
      </div>
    </>
  );
}
