import { followBlocks } from '../../firebase/own.ts';
import { usePane } from '../../panes/pane-context.ts';
import { Unknown } from '../../panes/unknown.tsx';
import { useFollow } from '../../panes/use-follow.ts';
import { useBusy } from '../../ui/use-busy.ts';
import { KnownPerson } from './known-person.tsx';

/** Whom the user has blocked; only he can lift it. */
export function Blocklist() {
  const { device, uid, fail } = usePane();
  const [busy, run] = useBusy(fail);
  const blocked = useFollow(followBlocks, uid);
  if (blocked === undefined) return <Unknown />;
  if (blocked.length === 0) return <p class="empty">You have blocked nobody.</p>;
  return (
    <ul class="rows">
      {blocked.map((user_id) => (
        <KnownPerson key={user_id} uid={user_id}>
          {(name) => (
            <button
              class="small"
              type="button"
              disabled={busy}
              onClick={() => run(() => device.call('unblockUser', { user_id }))}
            >
              Unblock<span class="unseen"> {name}</span>
            </button>
          )}
        </KnownPerson>
      ))}
    </ul>
  );
}
