import { useState } from 'preact/hooks';

import type { Answer } from '../../firebase/call.ts';
import { usePane } from '../../panes/pane-context.ts';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { useBusy } from '../../ui/use-busy.ts';

/** A user as the functions show him. */
export type FoundUser = Answer<'findUsers'>['users'][number];

/** Finds users by name, username, exact address or number. */
export function SearchForm({ onFound }: { onFound: (users: FoundUser[]) => void }) {
  const { device, fail } = usePane();
  const [busy, run] = useBusy(fail);
  const [query, setQuery] = useState('');
  const search = async (): Promise<void> => {
    onFound((await device.call('findUsers', { query })).users);
  };
  return (
    <Form
      class="inline"
      role="search"
      aria-label={`Find users, on the ${device.name}`}
      onSubmit={() => run(search)}
    >
      <Field
        label="Name, username, email or phone"
        value={query}
        onValue={setQuery}
        maxLength={64}
        autocomplete="off"
        required
      />
      <button class="primary" type="submit" disabled={busy}>
        Find
      </button>
    </Form>
  );
}
