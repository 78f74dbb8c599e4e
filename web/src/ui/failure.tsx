import { explain, reasonOf } from './explain.ts';
import { Icon } from './icon.tsx';

/** What did not work, until somebody has read it; the stable reason is for who looks into the page. */
export function Failure({ error, onClose }: { error: unknown; onClose: () => void }) {
  return (
    <div class="failure" role="alert" data-reason={reasonOf(error)}>
      <p>{explain(error)}</p>
      <button class="icon" type="button" onClick={onClose}>
        <Icon name="close" />
        <span class="unseen">Close this message</span>
      </button>
    </div>
  );
}
