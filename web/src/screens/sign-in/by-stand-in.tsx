import { useState } from 'preact/hooks';

import type { Session } from '../../../../functions/src/modules/auth/model.ts';
import { signIn } from '../../firebase/session.ts';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import type { WayProps } from './sign-in.tsx';

/** By Google or Facebook, whose place a stand-in takes that believes everybody. */
export function ByStandIn({
  provider,
  device,
  settings,
  busy,
  run,
}: WayProps & { provider: 'google' | 'facebook' }) {
  const [name, setName] = useState('');
  const label = provider === 'google' ? 'Google' : 'Facebook';
  const submit = async (): Promise<void> => {
    const host = settings.emulators?.[provider] ?? '';
    // The same name is the same person.
    const id = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1e15, 17);
    const address = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.')}@example.com`;
    let session: Session;
    // docs: federated
    if (provider === 'google') {
      const { id_token = '' } = await tokenOf(host, { sub: `${id}`, name, email: address });
      session = await device.call('signInWithGoogle', { id_token });
    } else {
      const { access_token = '' } = await tokenOf(host, { user_id: `${id}`, name });
      session = await device.call('signInWithFacebook', { access_token });
    }
    await signIn(device, session);
    // end of docs: federated
  };
  return (
    <Form class="stack" onSubmit={() => run(submit)}>
      <p class="soft">A stand-in for {label}: whoever you say you are, you are.</p>
      <Field label={`Name at ${label}`} value={name} onValue={setName} required />
      <button class="primary" type="submit" disabled={busy}>
        Continue with {label}
      </button>
    </Form>
  );
}

async function tokenOf(host: string, claims: object): Promise<Record<string, string>> {
  // As text, which a browser sends without asking first.
  const response = await fetch(`http://${host}/tokens`, {
    method: 'POST',
    body: JSON.stringify(claims),
  });
  return (await response.json()) as Record<string, string>;
}
