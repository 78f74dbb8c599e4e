import type { GroupChat } from '../../functions/src/modules/chats/model.ts';

/** Somebody who tries to send to a group of `owner`, `admin` and `member`, which `former` has left. */
export interface GroupSenderCase {
  name: string;
  sender: 'owner' | 'admin' | 'member' | 'former' | 'stranger';
  /** Settings of the group. */
  chat?: Partial<Pick<GroupChat, 'posting' | 'history' | 'active'>>;
  /** Why the callable refuses; where it is missing, both doors are open. */
  reason?: string;
}

/** Who may send to a group: one table for the rules and for `sendMessage`. */
export const GROUP_SENDER_CASES: GroupSenderCase[] = [
  ...(['owner', 'admin', 'member'] as const).map((sender): GroupSenderCase => ({
    name: `the ${sender}`,
    sender,
  })),
  { name: 'a former member', sender: 'former', reason: 'CHAT_NOT_MEMBER' },
  { name: 'a stranger', sender: 'stranger', reason: 'CHAT_NOT_MEMBER' },
  { name: 'the owner to a channel', sender: 'owner', chat: { posting: 'admins' } },
  { name: 'an admin to a channel', sender: 'admin', chat: { posting: 'admins' } },
  {
    name: 'a member to a channel',
    sender: 'member',
    chat: { posting: 'admins' },
    reason: 'POSTING_ADMINS_ONLY',
  },
  {
    name: 'a former member to a channel',
    sender: 'former',
    chat: { posting: 'admins' },
    reason: 'CHAT_NOT_MEMBER',
  },
  { name: 'a member where history is hidden', sender: 'member', chat: { history: 'joined' } },
  {
    name: 'a member of a closed group',
    sender: 'member',
    chat: { active: false },
    reason: 'CHAT_INACTIVE',
  },
  {
    name: 'the owner of a closed channel',
    sender: 'owner',
    chat: { active: false, posting: 'admins' },
    reason: 'CHAT_INACTIVE',
  },
];
