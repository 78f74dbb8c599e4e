import { Icon } from '../../ui/icon.tsx';
import type { MessageState } from './state-of.ts';

const WORDS: Record<MessageState, string> = {
  pending: 'waits to be sent',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
};

/** A clock, one tick, two, or two in colour. */
export function Ticks({ state }: { state: MessageState }) {
  const icon = state === 'pending' ? 'clock' : state === 'sent' ? 'check' : 'checks';
  return (
    <span class={`ticks ${state}`} title={WORDS[state]} data-state={state}>
      <Icon name={icon} />
      <span class="unseen">{WORDS[state]}</span>
    </span>
  );
}
