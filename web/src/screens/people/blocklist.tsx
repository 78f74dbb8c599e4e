import { followBlocks } from '../../firebase/own.ts';
import { accountOf } from '../../panes/account-of.ts';
import { usePane } from '../../panes/pane-context.ts';
import { useFollow } from '../../panes/use-follow.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { PickPerson } from '../chats/pick-person.tsx';

/** Whom the user has blocked; only he can lift it. */
export function Blocklist() {
  const { device, settings, uid, fail } = usePane();
  const [busy, run] = useBusy(fail);
  const blocked = useFollow(followBlocks, uid);
  return (
    <>
      <h4>Blocked</h4>
      {blocked?.length === 0 && <p class="empty">You have blocked nobody.</p>}
      <ul class="rows">
        {blocked?.map((user_id) => {
          const name = accountOf(settings, user_id)?.display_name ?? user_id;
          return (
            <li key={user_id} class="row still">
              <Avatar name={name} seed={user_id} />
              <span class="row-text">
                <span class="row-title">{name}</span>
              </span>
              <button
                class="small"
                type="button"
                disabled={busy}
                onClick={() => run(() => device.call('unblockUser', { user_id }))}
              >
                Unblock<span class="unseen"> {name}</span>
              </button>
            </li>
          );
        })}
      </ul>
      <h4>Block somebody</h4>
      <PickPerson
        action="Block"
        busy={busy}
        without={blocked ?? []}
        onPick={(user_id) => run(() => device.call('blockUser', { user_id }))}
      />
    </>
  );
}
