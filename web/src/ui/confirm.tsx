import { useEffect, useRef } from 'preact/hooks';

export interface ConfirmProps {
  /** The question in short. */
  label: string;
  /** What follows of it. */
  children: string;
  /** What the button says that does it. */
  yes: string;
  onYes: () => void;
  onNo: () => void;
}

/** Asks before something is done that cannot be taken back. */
export function Confirm({ label, children, yes, onYes, onNo }: ConfirmProps) {
  const no = useRef<HTMLButtonElement>(null);
  useEffect(() => no.current?.focus(), []);
  return (
    <div
      class="failure confirm"
      role="alertdialog"
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onNo();
      }}
    >
      <p>
        <b>{label}</b> {children}
      </p>
      <button ref={no} class="small" type="button" onClick={onNo}>
        Cancel
      </button>
      <button class="small" type="button" onClick={onYes}>
        {yes}
      </button>
    </div>
  );
}
