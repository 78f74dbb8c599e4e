import { useState } from 'preact/hooks';

import { newMessageId } from '../../firebase/send.ts';
import { usePane } from '../../panes/pane-context.ts';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { ScreenHead } from '../../ui/screen-head.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { PickPerson, type Picked } from '../chats/pick-person.tsx';

/** Makes a group that the user owns. */
export function NewGroup() {
  const { device, go, fail } = usePane();
  const [busy, run] = useBusy(fail);
  const [title, setTitle] = useState('');
  const [chosen, setChosen] = useState<readonly Picked[]>([]);
  const [isChannel, setChannel] = useState(false);
  const [id] = useState(() => newMessageId(device.db));
  const make = async (): Promise<void> => {
    const posting = isChannel ? 'admins' : 'all';
    const user_ids = chosen.map((person) => person.id);
    // With an id of its own the call can be made again.
    await device.call('createGroup', { chat_id: id, title, user_ids, posting });
    // There is no way back to a form that has done its work.
    go({ screen: 'chat', chat_id: id }, 'replace');
  };
  return (
    <>
      <ScreenHead title="New group" onBack={() => go({ screen: 'chats' })} />
      <div class="scroll">
        <Form class="stack" onSubmit={() => run(make)}>
          <Field label="Title" value={title} onValue={setTitle} maxLength={100} required />
          <Switch label="Only admins may write" on={isChannel} onChange={setChannel} />
          {chosen.length > 0 && (
            <ul class="chips" aria-label="Chosen members">
              {chosen.map((person) => (
                <li key={person.id}>
                  <button
                    type="button"
                    onClick={() => setChosen(chosen.filter((each) => each !== person))}
                  >
                    {person.display_name} ×<span class="unseen"> (take out)</span>
                  </button>
                </li>
              ))}
            </ul>
          )}
          <button class="primary" type="submit" disabled={busy}>
            Make group
          </button>
        </Form>
        <h4>Members</h4>
        <PickPerson
          action="Add"
          busy={busy}
          without={chosen.map((person) => person.id)}
          onPick={(person) => setChosen([...chosen, person])}
        />
      </div>
    </>
  );
}
