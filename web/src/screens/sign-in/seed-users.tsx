import { useId, useState } from 'preact/hooks';

import type { Account } from '../../app/settings.ts';
import { Form } from '../../ui/form.tsx';

export interface SeedUsersProps {
  accounts: readonly Account[];
  busy: boolean;
  onPick: (account: Account) => void;
}

/** The other users of the seed data. */
export function SeedUsers({ accounts, busy, onPick }: SeedUsersProps) {
  const id = useId();
  const [uid, setUid] = useState(accounts[0]?.uid ?? '');
  const picked = accounts.find((account) => account.uid === uid);
  return (
    <Form
      class="seed-users"
      onSubmit={() => {
        if (picked !== undefined) onPick(picked);
      }}
    >
      <label class="unseen" for={id}>
        Another user of the seed
      </label>
      <select id={id} value={uid} onChange={({ currentTarget }) => setUid(currentTarget.value)}>
        {accounts.map((account) => (
          <option key={account.uid} value={account.uid}>
            {account.display_name} ({account.username})
          </option>
        ))}
      </select>
      <button type="submit" disabled={busy}>
        Sign in
      </button>
    </Form>
  );
}
