import { useState } from 'preact/hooks';

import { signIn, signInByEmail } from '../../firebase/session.ts';
import { Field } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { ResetPassword } from './reset-password.tsx';
import type { WayProps } from './sign-in.tsx';

type Step = 'sign-in' | 'register' | 'reset';

/** By address and password, also for those who have no account yet or no password any more. */
export function ByEmail(way: WayProps) {
  const { device, busy, run } = way;
  const [step, setStep] = useState<Step>('sign-in');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [username, setUsername] = useState('');
  if (step === 'reset') return <ResetPassword {...way} onDone={() => setStep('sign-in')} />;
  const isNew = step === 'register';
  const submit = async (): Promise<void> => {
    if (!isNew) return signInByEmail(device, email, password);
    await signIn(device, await device.call('registerWithEmail', { email, password, username }));
  };
  return (
    <Form class="stack" onSubmit={() => run(submit)}>
      {isNew && (
        <Field
          label="Username"
          value={username}
          onValue={setUsername}
          autocomplete="username"
          required
          isNext
        />
      )}
      <Field
        label="Email"
        type="email"
        value={email}
        onValue={setEmail}
        autocomplete="email"
        required
      />
      <Field
        label="Password"
        type="password"
        value={password}
        onValue={setPassword}
        autocomplete={isNew ? 'new-password' : 'current-password'}
        required
      />
      <button class="primary" type="submit" disabled={busy}>
        {isNew ? 'Create account' : 'Sign in by email'}
      </button>
      <p class="links">
        <button class="link" type="button" onClick={() => setStep(isNew ? 'sign-in' : 'register')}>
          {isNew ? 'I have an account' : 'Create an account'}
        </button>
        <button class="link" type="button" onClick={() => setStep('reset')}>
          Forgot password?
        </button>
      </p>
    </Form>
  );
}
