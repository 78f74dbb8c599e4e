import { useState } from 'preact/hooks';

import { followProfile, type Profile as Shown } from '../../firebase/profiles.ts';
import { usePane } from '../../panes/pane-context.ts';
import { useFollow } from '../../panes/use-follow.ts';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { useBusy } from '../../ui/use-busy.ts';

/** How others see the user. */
export function Profile() {
  const { uid } = usePane();
  const profile = useFollow(followProfile, uid);
  if (profile === undefined) return null;
  return <ProfileForm key={profile.modified.toMillis()} profile={profile} />;
}

function ProfileForm({ profile }: { profile: Shown }) {
  const { device, fail } = usePane();
  const [busy, run] = useBusy(fail);
  const [display_name, setName] = useState(profile.display_name);
  const [username, setUsername] = useState(profile.username);
  const [about, setAbout] = useState(profile.about);
  const fields = { display_name, username, about };
  // A username may be changed a few times a day only, so what is the same is not sent.
  const changed = Object.fromEntries(
    Object.entries(fields).filter(
      ([name, value]) => value !== profile[name as keyof typeof fields],
    ),
  );
  return (
    <Form class="stack" onSubmit={() => run(() => device.call('updateProfile', changed))}>
      <Field label="Name" value={display_name} onValue={setName} required />
      <Field label="Username" value={username} onValue={setUsername} required />
      <Field label="About" value={about} onValue={setAbout} />
      <button type="submit" disabled={busy || Object.keys(changed).length === 0}>
        Save profile
      </button>
    </Form>
  );
}
