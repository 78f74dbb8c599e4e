import { useEffect, useId, useRef } from 'preact/hooks';

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
  /** Takes the focus when it appears: it is what comes next. */
  isNext?: boolean;
}

/** A line to write into, with what it is for. */
export function Field({ label, value, onValue, type = 'text', isNext, ...more }: FieldProps) {
  const id = useId();
  const line = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isNext === true) line.current?.focus();
  }, []);
  // One of them for all: the types ask for each by itself.
  const kind = { type } as { type: 'email' };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        {...more}
        {...kind}
        ref={line}
        id={id}
        value={value}
        onInput={({ currentTarget }) => onValue(currentTarget.value)}
      />
    </div>
  );
}
