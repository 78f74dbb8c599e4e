import type { Instant } from '../../kernel/instant.ts';
import type { GroupChat } from '../chats/model.ts';
import type { Newcomer } from './admit.ts';

/** A group of its owner alone, before its first message. */
export function newGroup(
  settings: Pick<GroupChat, 'title' | 'photo_url' | 'posting' | 'history'>,
  { uid, username }: Newcomer,
  now: Instant,
): GroupChat {
  return {
    type: 'group',
    ...settings,
    members: [uid],
    roles: { [uid]: 'owner' },
    usernames: { [uid]: username },
    created_by: uid,
    last_joining: { joined: now, joined_number: 0 },
    total_messages_count: 0,
    last_message_timestamp: null,
    last_message: null,
    started: false,
    active: true,
    created: now,
    modified: now,
  };
}
