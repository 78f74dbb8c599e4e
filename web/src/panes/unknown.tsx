import { usePane } from './pane-context.ts';

/** In the place of what this device does not know yet. */
export function Unknown() {
  const { online } = usePane();
  return <p class="empty">{online ? 'Loading…' : 'Not known here without a connection.'}</p>;
}
