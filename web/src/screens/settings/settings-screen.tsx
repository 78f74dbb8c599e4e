import type { Settings } from '../../../../functions/src/modules/settings/model.ts';
import { followAccount } from '../../firebase/own.ts';
import { usePane } from '../../panes/pane-context.ts';
import { Unknown } from '../../panes/unknown.tsx';
import { useFollow } from '../../panes/use-follow.ts';
import { ScreenHead } from '../../ui/screen-head.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { NotificationSettings } from './notification-settings.tsx';
import { Profile } from './profile.tsx';
import { Sessions } from './sessions.tsx';

/** What the user has set, as his private account shows it. */
export function SettingsScreen() {
  const { device, uid, fail } = usePane();
  const [busy, run] = useBusy(fail);
  const account = useFollow(followAccount, uid);
  if (account === undefined) return <Unknown />;
  const {
    read_receipts = true,
    last_seen,
    push,
    discoverable,
    notifications,
  } = account.settings as Partial<Settings>;
  const quiet = push?.do_not_disturb ?? null;
  const { timeZone: time_zone } = Intl.DateTimeFormat().resolvedOptions();
  return (
    <>
      <ScreenHead title="Settings" />
      <div class="scroll padded">
        <h4>Profile</h4>
        <Profile />
        <h4>Privacy</h4>
        <Switch
          label="Read receipts"
          hint="Without them nobody sees what you have read, nor you what others have."
          on={read_receipts}
          disabled={busy}
          onChange={(on) => run(() => device.call('updateSettings', { read_receipts: on }))}
        />
        <Switch
          label="Show when I was last here"
          on={last_seen !== 'nobody'}
          disabled={busy}
          onChange={(on) =>
            run(() => device.call('updateSettings', { last_seen: on ? 'everyone' : 'nobody' }))
          }
        />
        <Switch
          label="Can be found by name"
          on={discoverable?.search !== false}
          disabled={busy}
          onChange={(search) =>
            run(() => device.call('updateSettings', { discoverable: { search } }))
          }
        />
        <h4>Pushes</h4>
        <Switch
          label="Show the text"
          on={push?.previews !== false}
          disabled={busy}
          onChange={(previews) => run(() => device.call('updateSettings', { push: { previews } }))}
        />
        <Switch
          label="Mentions come through a mute"
          on={push?.mentions_pass_mute !== false}
          disabled={busy}
          onChange={(mentions_pass_mute) =>
            run(() => device.call('updateSettings', { push: { mentions_pass_mute } }))
          }
        />
        <Switch
          label="Quiet from 22:00 to 07:00"
          on={quiet !== null}
          disabled={busy}
          onChange={(on) => {
            const do_not_disturb = on ? { from: '22:00', to: '07:00', time_zone } : null;
            run(() => device.call('updateSettings', { push: { do_not_disturb } }));
          }}
        />
        <NotificationSettings stored={notifications} />
        <h4>Account</h4>
        <dl class="facts">
          <dt>User id</dt>
          <dd>{uid}</dd>
          <dt>Email</dt>
          <dd>{account.email ?? 'none'}</dd>
          <dt>Phone</dt>
          <dd>{account.phone ?? 'none'}</dd>
          <dt>Ways in</dt>
          <dd>{account.providers.join(', ') || 'none'}</dd>
        </dl>
        <Sessions />
      </div>
    </>
  );
}
