import { COUNTED, followUnreadEntries } from '../firebase/own.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { usePane } from './pane-context.ts';
import { tabOf, type Route } from './route.ts';
import { useFollow } from './use-follow.ts';

/** The four parts of a device; a dot says that one has something new, the feed also how much. */
export function Tabs({ route }: { route: Route }) {
  const { device, uid, event, go } = usePane();
  const unread = useFollow(followUnreadEntries, uid) ?? 0;
  const current = tabOf(route);
  const tabs: [typeof current, string, IconName, boolean][] = [
    ['chats', 'Chats', 'chats', event?.notify_new_message === true],
    ['people', 'People', 'people', event?.notify_friend_request === true],
    ['feed', 'Feed', 'bell', event?.notify_notification === true],
    ['settings', 'Settings', 'settings', false],
  ];
  return (
    <nav class="tabs" aria-label={`Parts of the ${device.name} device`}>
      {tabs.map(([screen, label, icon, isNew]) => (
        <button
          key={screen}
          type="button"
          aria-current={screen === current ? 'page' : undefined}
          onClick={() => go({ screen })}
        >
          <Icon name={icon} />
          <span>{label}</span>
          {screen === 'feed' && unread > 0 ? (
            <span class="badge count">
              {unread < COUNTED ? unread : `${COUNTED - 1}+`}
              <span class="unseen"> unread</span>
            </span>
          ) : (
            isNew && (
              <span class="dot">
                <span class="unseen">new</span>
              </span>
            )
          )}
        </button>
      ))}
    </nav>
  );
}
