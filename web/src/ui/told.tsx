import { Icon } from './icon.tsx';

/** What happened that the person did not do himself, until he has read it. */
export function Told({ text, onClose }: { text: string; onClose: () => void }) {
  return (
    <div class="told" role="status">
      <p>{text}</p>
      <button class="icon" type="button" onClick={onClose}>
        <Icon name="close" />
        <span class="unseen">Close this message</span>
      </button>
    </div>
  );
}
