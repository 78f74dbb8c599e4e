import { useEffect } from 'preact/hooks';

import { followFeed, lowerFlag, markEntryRead } from '../../firebase/own.ts';
import { usePane } from '../../panes/pane-context.ts';
import { Unknown } from '../../panes/unknown.tsx';
import { useFollow } from '../../panes/use-follow.ts';
import { ScreenHead } from '../../ui/screen-head.tsx';
import { shortTime } from '../../ui/times.ts';

/** What has happened to the user beside messages. */
export function FeedScreen() {
  const { device, uid, event, looking, fail } = usePane();
  const entries = useFollow(followFeed, uid);
  const isRaised = event?.notify_notification === true;
  useEffect(() => {
    if (looking && isRaised) lowerFlag(device, uid, 'notify_notification').catch(fail);
  }, [looking, isRaised]);
  // An entry that is over may be there for another day.
  const shown = entries?.filter(({ expires_at }) => expires_at.toMillis() > Date.now());
  return (
    <>
      <ScreenHead title="Feed">
        {shown?.some(({ read }) => !read) === true && (
          <button
            class="small"
            type="button"
            onClick={() => void device.call('markNotificationsRead', {}).catch(fail)}
          >
            All read
          </button>
        )}
      </ScreenHead>
      <div class="scroll">
        {shown === undefined && <Unknown />}
        {shown?.length === 0 && <p class="empty">Nothing has happened yet.</p>}
        <ul class="rows">
          {shown?.map(({ id, title, body, created, read }) => (
            <li key={id} class={`entry${read ? '' : ' new'}`}>
              <div class="row-text">
                <p class="row-title">
                  <span dir="auto">{title}</span>
                  {!read && <span class="tag new">new</span>}
                </p>
                <p dir="auto">{body}</p>
                <time class="soft">{shortTime(created.toDate())}</time>
              </div>
              {!read && (
                <button
                  class="small"
                  type="button"
                  onClick={() => void markEntryRead(device, uid, id).catch(fail)}
                >
                  Mark read<span class="unseen">: {title}</span>
                </button>
              )}
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
