import { markEntryRead, type FeedEntry } from '../../firebase/own.ts';
import { usePane } from '../../panes/pane-context.ts';
import { shortTime } from '../../ui/times.ts';
import { useBusy } from '../../ui/use-busy.ts';
import { subjectOf, type Subject } from './subject-of.ts';

/** An entry of the feed; it leads to what it is about, and is read with that. */
export function Entry({ entry }: { entry: FeedEntry }) {
  const { device, uid, go, fail } = usePane();
  const [busy, run] = useBusy(fail);
  const { id, title, body, created, read } = entry;
  const subject = subjectOf(entry);
  const markRead = (): void => {
    if (!read) markEntryRead(device, uid, id).catch(fail);
  };
  const open = async (about: Subject): Promise<void> => {
    markRead();
    if ('route' in about) return go(about.route);
    const { chat_id } = await device.call('createChat', about);
    go({ screen: 'chat', chat_id });
  };
  const text = (
    <>
      <span class="row-title">
        <span dir="auto">{title}</span>
        {!read && <span class="tag new">new</span>}
      </span>
      <span dir="auto">{body}</span>
      <time class="soft">{shortTime(created.toDate())}</time>
    </>
  );
  return (
    <li class={`entry${read ? '' : ' new'}`}>
      {subject === undefined ? (
        <div class="entry-text">{text}</div>
      ) : (
        <button
          class="entry-text"
          type="button"
          disabled={busy}
          onClick={() => run(() => open(subject))}
        >
          {text}
        </button>
      )}
      {!read && (
        <button class="small" type="button" onClick={markRead}>
          Mark as read<span class="unseen">: {title}</span>
        </button>
      )}
    </li>
  );
}
