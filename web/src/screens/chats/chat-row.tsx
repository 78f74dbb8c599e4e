import type { Chat } from '../../firebase/documents.ts';
import type { Unsent } from '../../firebase/outbox.ts';
import { usePane } from '../../panes/pane-context.ts';
import { useNames } from '../../panes/use-names.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Icon } from '../../ui/icon.tsx';
import { shortTime } from '../../ui/times.ts';
import { previewOf, seedOf } from './chat-names.ts';
import { UnsentPreview } from './unsent-preview.tsx';

export interface ChatRowProps {
  chat: Chat;
  /** What was written last in it and has not arrived. */
  unsent: Unsent | undefined;
}

/** A chat in the list: name, last message, what is unread and what is set. */
export function ChatRow({ chat, unsent }: ChatRowProps) {
  const { uid, event, go } = usePane();
  const { nameIn, titleOf } = useNames();
  const { chat_id } = chat;
  const title = titleOf(chat, uid);
  const unread = event?.unread[chat_id] ?? 0;
  const isMarked = event?.marked_unread?.[chat_id] === true;
  const until = event?.muted?.[chat_id]?.toMillis() ?? 0;
  const time = unsent ? new Date(unsent.written) : chat.last_message_timestamp?.toDate();
  const isBlocked = chat.type === 'direct' && chat.blocked_by.length > 0;
  return (
    <li>
      <button class="row" type="button" onClick={() => go({ screen: 'chat', chat_id })}>
        <Avatar name={title} seed={seedOf(chat, uid)} />
        <span class="row-text">
          <span class="row-title">
            {title}
            {chat.type === 'group' && <span class="tag">group</span>}
            {isBlocked && <span class="tag">blocked</span>}
            {until > Date.now() && (
              <span class="muted">
                <Icon name="muted" />
                <span class="unseen">muted</span>
              </span>
            )}
          </span>
          {unsent === undefined ? (
            <span class="soft preview" dir="auto">
              {previewOf(chat, uid, nameIn)}
            </span>
          ) : (
            <UnsentPreview unsent={unsent} />
          )}
        </span>
        <span class="row-end">
          {time !== undefined && <time class="soft">{shortTime(time)}</time>}
          {(unread > 0 || isMarked) && (
            <span class="badge" data-unread={unread}>
              {unread > 0 ? unread : '•'}
              <span class="unseen"> unread</span>
            </span>
          )}
        </span>
      </button>
    </li>
  );
}
