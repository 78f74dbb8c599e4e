import { useState } from 'preact/hooks';

import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import type { WayProps } from './sign-in.tsx';

/** A new password, by a code that comes by mail. */
export function ResetPassword(way: WayProps & { onDone: () => void }) {
  const { device, settings, busy, run, onDone } = way;
  const [asked, setAsked] = useState(false);
  const [email, setEmail] = useState('');
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const submit = async (): Promise<void> => {
    if (!asked) {
      await device.call('requestPasswordReset', { email });
      setAsked(true);
      return;
    }
    await device.call('confirmPasswordReset', { oob_code: code.trim(), new_password: password });
    onDone();
  };
  return (
    <Form class="stack" onSubmit={() => run(submit)}>
      {asked ? (
        <>
          <p class="soft">
            {settings.emulators === undefined
              ? 'If this address has an account, a mail with a code is on its way.'
              : 'The mail with the code is in the inbox of this page.'}
          </p>
          <Field label="Code" value={code} onValue={setCode} autocomplete="off" required isNext />
          <Field
            label="New password"
            type="password"
            value={password}
            onValue={setPassword}
            autocomplete="new-password"
            required
          />
        </>
      ) : (
        <Field label="Email" type="email" value={email} onValue={setEmail} required isNext />
      )}
      <button class="primary" type="submit" disabled={busy}>
        {asked ? 'Set password' : 'Send me a code'}
      </button>
      <p class="links">
        <button class="link" type="button" onClick={onDone}>
          Back to sign-in
        </button>
      </p>
    </Form>
  );
}
