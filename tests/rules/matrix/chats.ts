import type {
  ChatBase,
  ChatMember,
  DirectChat,
  GroupChat,
  LastMessage,
} from '../../../functions/src/modules/chats/model.ts';
import type { Message } from '../../../functions/src/modules/messages/model.ts';
import type { Typing } from '../../../functions/src/modules/presence/model.ts';
import { except, type Person } from './people.ts';
import { at, LATER, type Complete, type Place } from './place.ts';

/** Messages of each chat: of the time before `member` joined, and after it. */
export const OLD = 'AAAAAAAAAAAAAAAAAAA1';
export const NEW = 'AAAAAAAAAAAAAAAAAAA2';

export const DIRECT = 'member_owner';
/** Where an admin of the product is one of the two. */
export const ADMINS = 'admin_owner';
const GROUP_MEMBERS: Person[] = ['owner', 'moderator', 'member', 'blocked', 'disabled'];

const base = (members: Person[], active: boolean): Complete<ChatBase> => ({
  members,
  total_messages_count: 2,
  last_message_timestamp: at(15),
  last_message: LAST_MESSAGE,
  usernames: Object.fromEntries(members.map((uid) => [uid, uid])),
  started: true,
  active,
  last_change: at(0),
  send_limits: { owner: at(0) },
  created: at(0),
  modified: at(0),
});

const LAST_MESSAGE: LastMessage = {
  message_id: NEW,
  from_user: 'owner',
  type: 'TEXT',
  text: 'x',
  message_number: 2,
};

function direct(
  user1: Person,
  user2: Person,
  { blocked_by = [], active = true }: { blocked_by?: Person[]; active?: boolean } = {},
): Complete<DirectChat> {
  return {
    ...base([user1, user2], active),
    type: 'direct',
    members: [user1, user2],
    user1,
    user2,
    blocked_by,
    receipts_off_by: ['owner'],
    read_number_user1: 1,
    read_number_user2: 2,
    delivered_number_user1: 1,
    delivered_number_user2: 2,
    last_msg_read_by_user1: false,
    last_msg_read_by_user2: true,
    notify_new_message_to_user1: true,
    notify_new_message_to_user2: false,
    push_retry_at: null,
    push_attempts: { user1: { second: 0, third: 0 } },
  };
}

function group({
  posting = 'all',
  history = 'all',
  active = true,
}: Partial<Pick<GroupChat, 'posting' | 'history' | 'active'>> = {}): Complete<GroupChat> {
  return {
    ...base(GROUP_MEMBERS, active),
    type: 'group',
    title: 'G',
    photo_url: null,
    roles: {
      owner: 'owner',
      moderator: 'admin',
      member: 'member',
      blocked: 'member',
      disabled: 'member',
    },
    posting,
    history,
    created_by: 'owner',
    last_joining: { joined: at(10), joined_number: 1 },
    pace: { start: at(0), count: 1 },
    // Long ago: the callable numbers at once.
    busy_until: at(0),
    adding: {},
  };
}

/** A chat, and who may do what in it: by the rules, and (but for the disabled) by the callables. */
export interface ChatRow {
  id: string;
  /** Missing where there is none of that id. */
  chat?: Complete<DirectChat> | Complete<GroupChat>;
  /** Who may read the chat, its members, and what is new in it. */
  read: Person[];
  /** Who may read what was before `member` joined. */
  read_old: Person[];
  /** Who may see who is typing. */
  typing: Person[];
  send: Person[];
  /** Why the callable refuses those who may read it and not send. */
  reason?: string;
}

const BOTH: Person[] = ['owner', 'member'];
const NOBODY: Person[] = [];
const readers = (read: Person[]) => ({ read, read_old: read, typing: read });

/** Who may read and who may send where. Nobody else may: `former` and all strangers are in none. */
export const CHATS: ChatRow[] = [
  { id: DIRECT, chat: direct('member', 'owner'), ...readers(BOTH), send: BOTH },
  {
    id: 'closed',
    chat: direct('member', 'owner', { active: false }),
    ...readers(BOTH),
    send: NOBODY,
    reason: 'CHAT_INACTIVE',
  },
  {
    id: 'blocked_owner',
    chat: direct('blocked', 'owner', { blocked_by: ['owner'] }),
    ...readers(['owner', 'blocked']),
    typing: NOBODY,
    send: NOBODY,
    reason: 'USER_BLOCKED',
  },
  {
    id: 'disabled_owner',
    chat: direct('disabled', 'owner'),
    ...readers(['owner', 'disabled']),
    send: ['owner'],
  },
  {
    id: ADMINS,
    chat: direct('admin', 'owner'),
    ...readers(['owner', 'admin']),
    send: ['owner', 'admin'],
  },
  // A block changes nothing in a group.
  {
    id: 'group',
    chat: group(),
    ...readers(GROUP_MEMBERS),
    send: except(GROUP_MEMBERS, 'disabled'),
  },
  {
    id: 'channel',
    chat: group({ posting: 'admins' }),
    ...readers(GROUP_MEMBERS),
    send: ['owner', 'moderator'],
    reason: 'POSTING_ADMINS_ONLY',
  },
  {
    id: 'hidden-history',
    chat: group({ history: 'joined' }),
    ...readers(GROUP_MEMBERS),
    read_old: except(GROUP_MEMBERS, 'member'),
    send: except(GROUP_MEMBERS, 'disabled'),
  },
  {
    id: 'closed-group',
    chat: group({ active: false }),
    ...readers(GROUP_MEMBERS),
    send: NOBODY,
    reason: 'CHAT_INACTIVE',
  },
  { id: 'none', ...readers(NOBODY), send: NOBODY },
];

/** `member` joined between the two messages. */
export const memberOf = (uid: string): Complete<Omit<ChatMember, 'receipts_off'>> => ({
  joined: at(uid === 'member' ? 10 : 0),
  joined_number: uid === 'member' ? 1 : 0,
  read_number: 1,
  delivered_number: 1,
});

const TYPING: Complete<Typing> = { expires_at: LATER };

const message = (created: number, from_user: string): Complete<Message> => ({
  created: at(created),
  from_user,
  type: 'TEXT',
  text: 'x',
  file: { path: 'p', name: 'n', content_type: 'image/png', size: 1 },
  file_name: 'x',
  reference_type: 'x',
  reference_id: 'x',
  action: 'REPLY',
  action_params: { a: 1 },
  message_number: created < 10 ? 1 : 2,
  batched: { door: 'callable', seconds: 1 },
  queued_at: at(created),
  edited: true,
  edits: 1,
  deleted: true,
  deleted_by: 'owner',
  hidden_for: ['owner'],
  push_held: true,
  reactions: { '👍': ['owner'] },
});

/** A chat with all that is in it. */
function placesOf({ id, chat, read, read_old, typing }: ChatRow): Place[] {
  if (chat === undefined) return [];
  const path = `chats/${id}`;
  // Nothing but messages is ever written, and their table has all chats.
  const isTried = id === DIRECT || id === 'group';
  const reads_only = (is_first: boolean) => !(isTried && is_first) && { reads_only: true as const };
  const inChat = (name: string, fields: object) => ({
    name: `chats/{chat_id}/${name}`,
    fields: fields as Record<string, unknown>,
  });
  return [
    { name: 'chats/{chat_id}', path, fields: { ...chat }, get: read, ...reads_only(true) },
    ...chat.members.map((uid, index) => ({
      ...inChat('members/{uid}', memberOf(uid)),
      path: `${path}/members/${uid}`,
      get: read,
      missing: read,
      list: read,
      ...reads_only(index === 0),
    })),
    ...chat.members.slice(0, 1).map((uid) => ({
      ...inChat('typing/{uid}', TYPING),
      path: `${path}/typing/${uid}`,
      get: typing,
      missing: typing,
      list: typing,
      ...reads_only(true),
    })),
    ...[
      { message_id: OLD, fields: message(5, 'former'), get: read_old },
      { message_id: NEW, fields: message(15, 'owner'), get: read },
    ].map(({ message_id, fields, get }) => ({
      ...inChat('messages/{message_id}', fields),
      path: `${path}/messages/${message_id}`,
      get,
      ...reads_only(message_id === NEW),
      ...(chat.type === 'direct' || chat.history === 'all'
        ? { missing: read, list: read }
        : { missing: NOBODY, list: NOBODY }),
    })),
  ];
}

/** In a group where `moderator` has switched read receipts off: he sees nobody's but his own. */
const WITHOUT_RECEIPTS: Place[] = [
  {
    name: 'chats/{chat_id}',
    path: 'chats/no-receipts',
    fields: group(),
    get: GROUP_MEMBERS,
    reads_only: true,
  },
  ...GROUP_MEMBERS.map((uid) => ({
    name: 'chats/{chat_id}/members/{uid}',
    path: `chats/no-receipts/members/${uid}`,
    fields: { ...memberOf(uid), ...(uid === 'moderator' && { receipts_off: true }) },
    get: uid === 'moderator' ? GROUP_MEMBERS : except(GROUP_MEMBERS, 'moderator'),
    missing: except(GROUP_MEMBERS, 'moderator'),
    list: except(GROUP_MEMBERS, 'moderator'),
    ...(uid !== 'moderator' && { reads_only: true as const }),
  })),
];

export const CHAT_PLACES: Place[] = [...CHATS.flatMap(placesOf), ...WITHOUT_RECEIPTS];
