import type { Unsent } from '../../firebase/outbox.ts';
import { Ticks } from '../chat/ticks.tsx';

/** In the place of a chat's last message, what was written after it. */
export function UnsentPreview({ unsent: { text, state } }: { unsent: Unsent }) {
  if (state === 'refused') return <span class="preview why">Not sent: {text}</span>;
  return (
    <span class="soft preview">
      <Ticks state="pending" /> You: {text}
    </span>
  );
}
