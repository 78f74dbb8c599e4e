import type { Unsent } from '../../firebase/outbox.ts';
import { usePane } from '../../panes/pane-context.ts';
import { shortTime } from '../../ui/times.ts';
import { boxOf } from './use-roving.ts';

/** What was written and refused, each with why, until it is sent again or removed. */
export function Refused({ refused }: { refused: readonly Unsent[] }) {
  const { outbox } = usePane();
  return (
    <ul class="refused" aria-label="Not sent">
      {refused.map(({ message_id, text, why, written }) => (
        <li key={message_id} class="own">
          <div class="bubble failed">
            <p class="text">{text}</p>
            <p class="why">
              Not sent: {why} <time>{shortTime(new Date(written))}</time>
            </p>
            <div class="ways">
              <button
                class="small"
                type="button"
                onClick={({ currentTarget }) => {
                  boxOf(currentTarget)?.focus();
                  outbox.again(message_id);
                }}
              >
                Try again
              </button>
              <button
                class="small"
                type="button"
                onClick={({ currentTarget }) => {
                  boxOf(currentTarget)?.focus();
                  outbox.drop([message_id]);
                }}
              >
                Remove
              </button>
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}
