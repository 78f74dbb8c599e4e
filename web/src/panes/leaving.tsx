import { useEffect, useRef } from 'preact/hooks';

export interface LeavingProps {
  /** How many messages wait in this device. */
  waiting: number;
  onLeave: () => void;
  onStay: () => void;
}

/** Asks whoever signs out while something of his waits: it would be lost. */
export function Leaving({ waiting, onLeave, onStay }: LeavingProps) {
  const stay = useRef<HTMLButtonElement>(null);
  useEffect(() => stay.current?.focus(), []);
  const what = waiting === 1 ? 'A message waits' : `${waiting} messages wait`;
  return (
    <div class="failure leaving" role="alertdialog" aria-label="Sign out?">
      <p>{what} to be sent, and would be lost with signing out.</p>
      <button ref={stay} class="small" type="button" onClick={onStay}>
        Stay
      </button>
      <button class="small" type="button" onClick={onLeave}>
        Sign out anyway
      </button>
    </div>
  );
}
