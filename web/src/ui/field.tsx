import { useId } from 'preact/hooks';

export interface FieldProps {
  label: string;
  value: string;
  onValue: (value: string) => void;
  type?: 'text' | 'email' | 'password' | 'tel';
  inputMode?: 'numeric';
  autocomplete?:
    'off' | 'username' | 'email' | 'tel' | 'new-password' | 'current-password' | 'one-time-code';
  placeholder?: string;
  maxLength?: number;
  required?: boolean;
}

/** A line to write into, with what it is for. */
export function Field({ label, value, onValue, type = 'text', ...more }: FieldProps) {
  const id = useId();
  // One of them for all: the types ask for each by itself.
  const kind = { type } as { type: 'email' };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        {...more}
        {...kind}
        id={id}
        value={value}
        onInput={({ currentTarget }) => onValue(currentTarget.value)}
      />
    </div>
  );
}
