export interface SwitchProps {
  label: string;
  hint?: string;
  on: boolean;
  disabled?: boolean;
  onChange: (on: boolean) => void;
}

/** A setting that is on or off. */
export function Switch({ label, hint, on, disabled = false, onChange }: SwitchProps) {
  return (
    <label class="switch">
      <span>
        {label}
        {hint !== undefined && <span class="soft hint">{hint}</span>}
      </span>
      <input
        type="checkbox"
        role="switch"
        checked={on}
        disabled={disabled}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
    </label>
  );
}
