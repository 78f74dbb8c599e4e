import type { GroupChat } from '../../firebase/documents.ts';
import { usePane } from '../../panes/pane-context.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { nameIn } from '../chats/chat-names.ts';

export interface MemberRowProps {
  chat: GroupChat;
  uid: string;
  /** Up to where he has read, as far as he shows it. */
  read: number | undefined;
}

/** A member with his role, and what admins can do with him. */
export function MemberRow({ chat, uid, read }: MemberRowProps) {
  const pane = usePane();
  const { chat_id, total_messages_count: total } = chat;
  const role = chat.roles[uid] ?? 'member';
  const mine = chat.roles[pane.uid] ?? 'member';
  const act = (name: 'admin' | 'member' | 'owner' | 'remove'): void => {
    const target = { chat_id, user_id: uid };
    const done =
      name === 'remove'
        ? pane.device.call('removeMember', target)
        : pane.device.call('setRole', { ...target, role: name });
    done.catch(pane.fail);
  };
  const items: MenuItem[] = [];
  const mayChange = uid !== pane.uid && mine !== 'member' && role !== 'owner';
  if (mayChange) {
    items.push(
      role === 'admin'
        ? { label: 'Make member', act: () => act('member') }
        : { label: 'Make admin', act: () => act('admin') },
    );
    if (mine === 'owner') items.push({ label: 'Make owner', act: () => act('owner') });
    items.push({ label: 'Remove from group', danger: true, act: () => act('remove') });
  }
  const unread = read === undefined ? undefined : total - read;
  return (
    <li class="row still">
      <Avatar name={nameIn(chat, uid)} seed={uid} />
      <span class="row-text">
        <span class="row-title">
          {nameIn(chat, uid)}
          {uid === pane.uid && ' (you)'}
          {role !== 'member' && <span class="tag">{role}</span>}
        </span>
        <span class="soft">
          {unread === undefined ? ' ' : unread === 0 ? 'has read all' : `${unread} not read yet`}
        </span>
      </span>
      {items.length > 0 && <Menu label={`Menu of ${nameIn(chat, uid)}`} items={items} />}
    </li>
  );
}
