import { useState } from 'preact/hooks';

import { usePane } from '../../panes/pane-context.ts';
import { PersonRow } from '../people/person-row.tsx';
import { SearchForm, type FoundUser } from '../people/search-form.tsx';

/** Somebody who was picked. */
export type Picked = Pick<FoundUser, 'id' | 'display_name' | 'username'>;

export interface PickPersonProps {
  /** What the button beside each person says. */
  action: string;
  busy: boolean;
  /** Those who are not offered. */
  without?: readonly string[];
  onPick: (person: Picked) => void;
}

/** Somebody who was looked for, or at first one of the users of the seed. */
export function PickPerson({ action, busy, without = [], onPick }: PickPersonProps) {
  const { settings, uid } = usePane();
  const [found, setFound] = useState<FoundUser[]>();
  const seeded = settings.accounts.map((account): Picked => ({ ...account, id: account.uid }));
  const offered: Picked[] = found ?? seeded;
  const others = offered.filter(({ id }) => id !== uid && !without.includes(id));
  return (
    <>
      <SearchForm onFound={setFound} />
      {found !== undefined && others.length === 0 && <p class="empty">Nobody was found.</p>}
      <ul class="rows">
        {others.map((person) => (
          <PersonRow
            key={person.id}
            id={person.id}
            name={person.display_name}
            line={`@${person.username}`}
          >
            <button class="small" type="button" disabled={busy} onClick={() => onPick(person)}>
              {action}
              <span class="unseen"> {person.display_name}</span>
            </button>
          </PersonRow>
        ))}
      </ul>
    </>
  );
}
