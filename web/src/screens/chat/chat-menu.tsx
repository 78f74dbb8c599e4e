import type { Chat } from '../../firebase/documents.ts';
import { usePane } from '../../panes/pane-context.ts';
import { useNames } from '../../panes/use-names.ts';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { peerOf } from '../chats/chat-names.ts';
import { leaveQuestion } from '../group/leave-question.ts';
import { blockQuestion } from '../people/block-question.ts';

const HOUR_MS = 3_600_000;

/** What can be done with a chat as a whole. */
export function ChatMenu({ chat }: { chat: Chat }) {
  const { device, uid, event, go, ask, fail } = usePane();
  const { titleOf } = useNames();
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
    const block = (): void => void device.call('blockUser', { user_id }).catch(fail);
    const unblock = (): void => void device.call('unblockUser', { user_id }).catch(fail);
    items.push(
      isBlocked
        ? { label: 'Unblock', act: unblock }
        : {
            label: 'Block',
            danger: true,
            act: () => ask(blockQuestion(titleOf(chat, uid), block)),
          },
    );
  } else {
    const leave = (): void => {
      // He knows that he leaves, and need not be told that it is gone.
      go({ screen: 'chats' }, 'replace');
      device.call('leaveGroup', { chat_id }).catch(fail);
    };
    items.push({
      label: 'Leave group',
      danger: true,
      act: () => ask(leaveQuestion(chat, uid, leave)),
    });
  }
  return <Menu label="Chat menu" items={items} />;
}
