import type { Chat } from '../../firebase/documents.ts';
import { usePane } from '../../panes/pane-context.ts';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { peerOf } from '../chats/chat-names.ts';

const HOUR_MS = 3_600_000;

/** What can be done with a chat as a whole. */
export function ChatMenu({ chat }: { chat: Chat }) {
  const { device, uid, event, go, fail } = usePane();
  const { chat_id } = chat;
  const isMuted = (event?.muted?.[chat_id]?.toMillis() ?? 0) > Date.now();
  const items: MenuItem[] = [];
  if (chat.type === 'group') {
    items.push({ label: 'Members and settings', act: () => go({ screen: 'group', chat_id }) });
  }
  const mute = (until: string): void =>
    void device.call('muteChat', { chat_id, until }).catch(fail);
  items.push(
    isMuted
      ? { label: 'Unmute', act: () => mute(new Date().toISOString()) }
      : {
          label: 'Mute for an hour',
          act: () => mute(new Date(Date.now() + HOUR_MS).toISOString()),
        },
    {
      label: 'Mark as unread',
      act: () => {
        device
          .call('markUnread', { chat_id })
          .then(() => go({ screen: 'chats' }))
          .catch(fail);
      },
    },
  );
  if (chat.type === 'direct') {
    const user_id = peerOf(chat, uid);
    const isBlocked = event?.blocked_users?.[user_id] === true;
    items.push({
      label: isBlocked ? 'Unblock' : 'Block',
      danger: !isBlocked,
      act: () => void device.call(isBlocked ? 'unblockUser' : 'blockUser', { user_id }).catch(fail),
    });
  } else {
    const leave = async (): Promise<void> => {
      await device.call('leaveGroup', { chat_id });
      go({ screen: 'chats' });
    };
    items.push({ label: 'Leave group', danger: true, act: () => void leave().catch(fail) });
  }
  return <Menu label="Chat menu" items={items} />;
}
