import { useState } from 'preact/hooks';

import { signIn } from '../../firebase/session.ts';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import type { WayProps } from './sign-in.tsx';

/** By a code that is sent to a phone; here it arrives in the inbox. */
export function ByPhone({ device, settings, busy, run }: WayProps) {
  const [phone, setPhone] = useState('');
  const [challenge_id, setChallenge] = useState<string>();
  const [code, setCode] = useState('');
  // docs: phone
  const submit = async (): Promise<void> => {
    if (challenge_id === undefined) {
      setChallenge((await device.call('startPhoneAuth', { phone })).challenge_id);
      return;
    }
    const input = { challenge_id, code: code.replaceAll(/\s/g, '') };
    await signIn(device, await device.call('verifyPhoneAuth', input));
  };
  // end of docs: phone
  const example = settings.accounts.find((account) => account.phone !== undefined)?.phone;
  return (
    <Form class="stack" onSubmit={() => run(submit)}>
      {challenge_id === undefined ? (
        <>
          <Field
            label="Phone number"
            type="tel"
            value={phone}
            onValue={setPhone}
            placeholder={example ?? '+12025550123'}
            autocomplete="tel"
            required
          />
          {settings.emulators !== undefined && (
            <p class="soft">No message leaves this machine: the code appears in the inbox.</p>
          )}
        </>
      ) : (
        <Field
          label="Code"
          inputMode="numeric"
          value={code}
          onValue={setCode}
          autocomplete="one-time-code"
          required
          isNext
        />
      )}
      <button class="primary" type="submit" disabled={busy}>
        {challenge_id === undefined ? 'Send me a code' : 'Sign in by phone'}
      </button>
      {challenge_id !== undefined && (
        <p class="links">
          <button class="link" type="button" onClick={() => setChallenge(undefined)}>
            Another number
          </button>
        </p>
      )}
    </Form>
  );
}
