import type { Settings } from '../../../../functions/src/modules/settings/model.ts';
import { usePane } from '../../panes/pane-context.ts';
import { Switch } from '../../ui/switch.tsx';
import { useBusy } from '../../ui/use-busy.ts';

const KINDS = {
  FRIEND_REQUEST: 'Friend requests',
  FRIEND_ACCEPTED: 'Accepted requests',
  CONTACT_JOINED: 'Contacts who joined',
  REACTION: 'Reactions to my messages',
} as const;
type Kind = keyof typeof KINDS;

/** Of what beside messages the user is told by a push. */
export function NotificationSettings({
  stored,
}: {
  stored: Settings['notifications'] | undefined;
}) {
  const { device, fail } = usePane();
  const [busy, run] = useBusy(fail);
  return (
    <>
      {Object.entries(KINDS).map(([kind, label]) => (
        <Switch
          key={kind}
          label={label}
          on={stored?.[kind as Kind]?.push !== false}
          disabled={busy}
          onChange={(push) =>
            run(() => device.call('updateSettings', { notifications: { [kind]: { push } } }))
          }
        />
      ))}
    </>
  );
}
