import type { GroupChat } from '../../firebase/documents.ts';
import { usePane } from '../../panes/pane-context.ts';
import { useNames } from '../../panes/use-names.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { removeQuestion } from './leave-question.ts';

type Role = GroupChat['roles'][string];

export interface MemberRowProps {
  chat: GroupChat;
  uid: string;
  /** Up to where he has read, as far as he shows it. */
  read: number | undefined;
}

/** A member with his role, and what admins can do with him. */
export function MemberRow({ chat, uid, read }: MemberRowProps) {
  const pane = usePane();
  const { nameIn } = useNames();
  const name = nameIn(chat, uid);
  const { chat_id, total_messages_count: total } = chat;
  const role = chat.roles[uid] ?? 'member';
  const mine = chat.roles[pane.uid] ?? 'member';
  const target = { chat_id, user_id: uid };
  const make = (next: Role): void => {
    pane.device.call('setRole', { ...target, role: next }).catch(pane.fail);
  };
  const remove = (): void => void pane.device.call('removeMember', target).catch(pane.fail);
  const items: MenuItem[] = [];
  const mayChange = uid !== pane.uid && mine !== 'member' && role !== 'owner';
  if (mayChange) {
    items.push(
      role === 'admin'
        ? { label: 'Make member', act: () => make('member') }
        : { label: 'Make admin', act: () => make('admin') },
    );
    if (mine === 'owner') items.push({ label: 'Make owner', act: () => make('owner') });
    items.push({
      label: 'Remove from group',
      danger: true,
      act: () => pane.ask(removeQuestion(name, chat, remove)),
    });
  }
  const unread = read === undefined ? undefined : total - read;
  return (
    <li class="row still">
      <Avatar name={name} seed={uid} />
      <span class="row-text">
        <span class="row-title">
          {name}
          {uid === pane.uid && ' (you)'}
          {role !== 'member' && <span class="tag">{role}</span>}
        </span>
        <span class="soft">
          {unread === undefined ? ' ' : unread === 0 ? 'has read all' : `${unread} not read yet`}
        </span>
      </span>
      {items.length > 0 && <Menu label={`Menu of ${name}`} items={items} />}
    </li>
  );
}
