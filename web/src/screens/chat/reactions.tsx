import type { Chat, Message } from '../../firebase/documents.ts';
import { usePane } from '../../panes/pane-context.ts';
import { nameIn } from '../chats/chat-names.ts';

/** Who reacted with what; a click adds one's own or takes it back. */
export function Reactions({ chat, message }: { chat: Chat; message: Message }) {
  const { device, uid, fail } = usePane();
  const { message_id, reactions = {} } = message;
  const all = Object.entries(reactions).filter(([, uids]) => uids.length > 0);
  if (all.length === 0) return null;
  const react = (emoji: string, on: boolean): void => {
    device.call('reactToMessage', { chat_id: chat.chat_id, message_id, emoji, on }).catch(fail);
  };
  return (
    <ul class="reactions" aria-label="Reactions">
      {all.map(([emoji, uids]) => (
        <li key={emoji}>
          <button
            type="button"
            tabIndex={-1}
            aria-pressed={uids.includes(uid)}
            title={uids.map((each) => nameIn(chat, each)).join(', ')}
            onClick={() => react(emoji, !uids.includes(uid))}
          >
            {emoji} {uids.length}
          </button>
        </li>
      ))}
    </ul>
  );
}
