import { usePane } from '../../panes/pane-context.ts';
import { useBusy } from '../../ui/use-busy.ts';
import type { Barrier } from './use-barrier.ts';

/** In the place of the line to write in, where nobody can write. */
export function CannotWrite({ barrier: { text, blocked } }: { barrier: Barrier }) {
  const { device, fail } = usePane();
  const [busy, run] = useBusy(fail);
  return (
    <div class="barrier" role="status">
      <p>{text}</p>
      {blocked !== undefined && (
        <button
          class="small"
          type="button"
          disabled={busy}
          onClick={() => run(() => device.call('unblockUser', { user_id: blocked }))}
        >
          Unblock
        </button>
      )}
    </div>
  );
}
