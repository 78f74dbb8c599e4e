import { useEffect } from 'preact/hooks';

import { lowerFlag } from '../../firebase/own.ts';
import { followRequests } from '../../firebase/people.ts';
import { usePane } from '../../panes/pane-context.ts';
import { Unknown } from '../../panes/unknown.tsx';
import { useFollow } from '../../panes/use-follow.ts';
import { useBusy } from '../../ui/use-busy.ts';
import { KnownPerson } from './known-person.tsx';

/** The friend requests that wait for an answer, in both directions. */
export function Requests() {
  const { device, uid, event, looking, fail } = usePane();
  const { call } = device;
  const [busy, run] = useBusy(fail);
  const incoming = useFollow(followRequests, { side: 'to_user', uid });
  const outgoing = useFollow(followRequests, { side: 'from_user', uid });
  const isRaised = event?.notify_friend_request === true;
  useEffect(() => {
    if (looking && isRaised) lowerFlag(device, uid, 'notify_friend_request').catch(fail);
  }, [looking, isRaised]);
  const button = (label: string, name: string, act: () => Promise<unknown>) => (
    <button class="small" type="button" disabled={busy} onClick={() => run(act)}>
      {label}
      <span class="unseen"> {name}</span>
    </button>
  );
  return (
    <>
      <h4>Who asks you</h4>
      {incoming === undefined && <Unknown />}
      {incoming?.length === 0 && <p class="empty">Nobody does just now.</p>}
      <ul class="rows">
        {incoming?.map(({ from_user: user_id }) => (
          <KnownPerson key={user_id} uid={user_id}>
            {(name) => (
              <>
                {button('Accept', name, () =>
                  call('answerFriendRequest', { user_id, accept: true }),
                )}
                {button('Decline', name, () =>
                  call('answerFriendRequest', { user_id, accept: false }),
                )}
              </>
            )}
          </KnownPerson>
        ))}
      </ul>
      <h4>Whom you have asked</h4>
      {outgoing === undefined && <Unknown />}
      {outgoing?.length === 0 && <p class="empty">Nobody who has not answered.</p>}
      <ul class="rows">
        {outgoing?.map(({ to_user: user_id }) => (
          <KnownPerson key={user_id} uid={user_id} line="has not answered yet">
            {(name) => button('Take back', name, () => call('cancelFriendRequest', { user_id }))}
          </KnownPerson>
        ))}
      </ul>
    </>
  );
}
