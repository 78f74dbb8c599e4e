import { badgeOf } from '../firebase/chats.ts';
import { followProfile } from '../firebase/profiles.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Icon } from '../ui/icon.tsx';
import { usePane } from './pane-context.ts';
import { useFollow } from './use-follow.ts';

/** Who is signed in here, whether something is new, and whether there is a connection. */
export function PaneBar({ onLeave }: { onLeave: () => void }) {
  const { device, uid, event, online } = usePane();
  const profile = useFollow(followProfile, uid);
  const name = profile?.display_name || profile?.username || 'Signed in';
  const badge = event === undefined ? 0 : badgeOf(event);
  const raised = event?.notify_new_message === true;
  return (
    <header class="pane-bar">
      <Avatar name={name} seed={uid} />
      <div class="who">
        <h2>{name}</h2>
        <p class="soft">{online ? 'connected' : 'no connection'}</p>
      </div>
      <span
        class={`lamp${raised ? ' raised' : ''}`}
        title="The flag notify_new_message of the user's event document"
      >
        <span class="light" aria-hidden="true" />
        {raised ? (
          <span>
            new<span class="long"> message</span>
          </span>
        ) : (
          'nothing new'
        )}
      </span>
      {badge > 0 && (
        <span class="badge" title="Unread messages in all chats" data-badge>
          {badge}
          <span class="unseen"> unread</span>
        </span>
      )}
      <button
        class="icon"
        type="button"
        aria-pressed={!device.connection.wanted}
        title={device.connection.wanted ? 'Disconnect this device' : 'Connect this device'}
        onClick={() => device.connection.want(!device.connection.wanted)}
      >
        <Icon name={device.connection.wanted ? 'plug' : 'unplugged'} />
        <span class="unseen">Disconnect</span>
      </button>
      <button class="icon" type="button" title="Sign out" onClick={onLeave}>
        <Icon name="leave" />
        <span class="unseen">Sign out</span>
      </button>
    </header>
  );
}
