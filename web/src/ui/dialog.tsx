import { useEffect, useId, useRef } from 'preact/hooks';

/** What somebody is asked before something is done. */
export interface Question {
  title: string;
  /** What happens then. */
  text: string;
  /** What the button says that does it. */
  action: string;
  act: () => void;
  /** What the other one says; `Cancel` where nothing is given. */
  stay?: string;
}

/**
 * A question over one side of the page; what is below it is to be `inert`. Who says no, by button or Escape,
 * is where he was.
 */
export function Dialog({ question, onDone }: { question: Question; onDone: () => void }) {
  const { title, text, action, act, stay = 'Cancel' } = question;
  const no = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => no.current?.focus(), []);
  return (
    <div class="dialog-back">
      <div
        class="dialog"
        role="alertdialog"
        aria-modal="true"
        aria-label={title}
        aria-describedby={id}
        onKeyDown={({ key }) => {
          if (key === 'Escape') onDone();
        }}
      >
        <h2>{title}</h2>
        <p id={id}>{text}</p>
        <div class="dialog-buttons">
          <button ref={no} type="button" onClick={onDone}>
            {stay}
          </button>
          <button
            class="danger"
            type="button"
            onClick={() => {
              onDone();
              act();
            }}
          >
            {action}
          </button>
        </div>
      </div>
    </div>
  );
}
