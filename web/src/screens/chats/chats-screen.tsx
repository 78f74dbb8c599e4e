import { useFeature } from '../../app/client-config.ts';
import { usePane } from '../../panes/pane-context.ts';
import { Unknown } from '../../panes/unknown.tsx';
import { useUnsent } from '../../panes/use-unsent.ts';
import { Icon } from '../../ui/icon.tsx';
import { ScreenHead } from '../../ui/screen-head.tsx';
import { ChatRow } from './chat-row.tsx';
import { withUnsent } from './with-unsent.ts';

/** The list of chats, the latest first. */
export function ChatsScreen() {
  const { chats, go } = usePane();
  const unsent = useUnsent();
  const hasGroups = useFeature('groups');
  return (
    <>
      <ScreenHead title="Chats">
        <button class="small" type="button" onClick={() => go({ screen: 'new-chat' })}>
          <Icon name="plus" /> Chat
        </button>
        {hasGroups && (
          <button class="small" type="button" onClick={() => go({ screen: 'new-group' })}>
            <Icon name="plus" /> Group
          </button>
        )}
      </ScreenHead>
      <div class="scroll">
        {chats === undefined ? (
          <Unknown />
        ) : chats.length === 0 ? (
          <p class="empty">No chat yet. Begin one with the button above.</p>
        ) : (
          <ul class="rows">
            {withUnsent(chats, unsent).map((row) => (
              <ChatRow key={row.chat.chat_id} {...row} />
            ))}
          </ul>
        )}
      </div>
    </>
  );
}
