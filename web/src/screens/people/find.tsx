import { useState } from 'preact/hooks';

import { PersonMenu } from './person-menu.tsx';
import { PersonRow } from './person-row.tsx';
import { SearchForm, type FoundUser } from './search-form.tsx';

/** Looks for people who are here. */
export function Find() {
  const [users, setUsers] = useState<FoundUser[]>();
  return (
    <>
      <SearchForm onFound={setUsers} />
      {users?.length === 0 && <p class="empty">Nobody was found.</p>}
      <ul class="rows">
        {users?.map(({ id, display_name, username }) => (
          <PersonRow key={id} id={id} name={display_name} line={`@${username}`}>
            <PersonMenu user_id={id} name={display_name} />
          </PersonRow>
        ))}
      </ul>
    </>
  );
}
