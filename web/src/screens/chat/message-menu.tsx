import type { Chat, Message } from '../../firebase/documents.ts';
import { usePane } from '../../panes/pane-context.ts';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import type { Intent } from './chat-screen.tsx';

const EMOJIS = ['👍', '❤️', '😂', '😮', '😢', '🎉'];

export interface MessageMenuProps {
  chat: Chat;
  message: Message;
  onIntent: (intent: Intent) => void;
}

/** What can be done with a message. */
export function MessageMenu({ chat, message, onIntent }: MessageMenuProps) {
  const { device, uid, fail } = usePane();
  const { message_id, from_user, reactions = {} } = message;
  const target = { chat_id: chat.chat_id, message_id };
  const isOwn = from_user === uid;
  const isAdmin = chat.type === 'group' && chat.roles[uid] !== 'member';
  const hide = (): void => {
    device.call('deleteMessage', { ...target, for: 'me' }).catch(fail);
  };
  const react = (emoji: string): void => {
    const on = reactions[emoji]?.includes(uid) !== true;
    device.call('reactToMessage', { ...target, emoji, on }).catch(fail);
  };
  const items: MenuItem[] = [
    { label: 'Reply', act: () => onIntent({ kind: 'reply', message }) },
    { label: 'Forward', act: () => onIntent({ kind: 'forward', message }) },
  ];
  if (isOwn && message.type === 'TEXT') {
    items.push({ label: 'Edit', act: () => onIntent({ kind: 'edit', message }) });
  }
  // Takes it from nobody else, and is not asked about.
  items.push({ label: 'Delete for me', danger: true, act: hide });
  if (isOwn || isAdmin) {
    const act = (): void => onIntent({ kind: 'delete', message });
    items.push({ label: 'Delete for everyone', danger: true, act });
  }
  return (
    <Menu label="Message menu" items={items} tabIndex={-1}>
      <div class="emojis" role="presentation">
        {EMOJIS.map((emoji) => (
          <button
            key={emoji}
            type="button"
            role="menuitem"
            aria-label={`React with ${emoji}`}
            onClick={() => react(emoji)}
          >
            {emoji}
          </button>
        ))}
      </div>
    </Menu>
  );
}
