import { useState } from 'preact/hooks';

import { usePane } from '../../panes/pane-context.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Field } from '../../ui/field.tsx';

export interface PickPersonProps {
  /** What the button beside each person says. */
  action: string;
  busy: boolean;
  /** Those who are not offered. */
  without?: readonly string[];
  onPick: (user_id: string) => void;
}

/** Somebody by his id, or one of the users of the seed. */
export function PickPerson({ action, busy, without = [], onPick }: PickPersonProps) {
  const { settings, uid } = usePane();
  const [user_id, setUserId] = useState('');
  const others = settings.accounts.filter(
    (account) => account.uid !== uid && !without.includes(account.uid),
  );
  return (
    <>
      <form
        class="inline"
        onSubmit={(event) => {
          event.preventDefault();
          onPick(user_id.trim());
        }}
      >
        <Field label="User id" value={user_id} onValue={setUserId} autocomplete="off" required />
        <button class="primary" type="submit" disabled={busy}>
          {action}
        </button>
      </form>
      <ul class="rows">
        {others.map(({ uid: other, display_name, username }) => (
          <li key={other} class="row still">
            <Avatar name={display_name} seed={other} />
            <span class="row-text">
              <span class="row-title">{display_name}</span>
              <span class="soft">@{username}</span>
            </span>
            <button class="small" type="button" disabled={busy} onClick={() => onPick(other)}>
              {action}
              <span class="unseen"> {display_name}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
