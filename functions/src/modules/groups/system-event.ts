import type { GroupChat, Role } from '../chats/model.ts';

/** What a `SYSTEM` message tells; it is its `action_params`. */
export type SystemEvent =
  | { event: 'GROUP_CREATED'; title: string; user_ids: string[] }
  | { event: 'GROUP_RENAMED'; title: string }
  | { event: 'GROUP_PHOTO_CHANGED'; photo_url: string | null }
  | { event: 'GROUP_POSTING_CHANGED'; posting: GroupChat['posting'] }
  | { event: 'GROUP_HISTORY_CHANGED'; history: GroupChat['history'] }
  | { event: 'MEMBERS_ADDED'; user_ids: string[] }
  | { event: 'MEMBER_REMOVED'; user_id: string }
  | { event: 'MEMBER_LEFT'; new_owner?: string }
  | { event: 'ROLE_CHANGED'; user_id: string; role: Role };

/** How many are named before the rest is counted. */
const NAMED = 3;

/**
 * The event in English, for apps that have no words of their own for it. `usernames` by uid, of those
 * concerned.
 */
export function wordsOf(
  told: SystemEvent,
  actor: string,
  usernames: Record<string, string>,
): string {
  const name = (uid: string) => usernames[uid] ?? 'somebody';
  const who = name(actor);
  switch (told.event) {
    case 'GROUP_CREATED':
      return `${who} created the group “${told.title}”`;
    case 'GROUP_RENAMED':
      return `${who} named the group “${told.title}”`;
    case 'GROUP_PHOTO_CHANGED':
      return `${who} ${told.photo_url === null ? 'removed' : 'changed'} the group's picture`;
    case 'GROUP_POSTING_CHANGED':
      return told.posting === 'all'
        ? `${who} lets all members send messages`
        : `${who} lets only admins send messages`;
    case 'GROUP_HISTORY_CHANGED':
      return told.history === 'all'
        ? `${who} lets new members see earlier messages`
        : `${who} hides earlier messages from new members`;
    case 'MEMBERS_ADDED':
      return `${who} added ${listed(told.user_ids.map(name))}`;
    case 'MEMBER_REMOVED':
      return `${who} removed ${name(told.user_id)}`;
    case 'MEMBER_LEFT':
      return told.new_owner === undefined
        ? `${who} left`
        : `${who} left, ${name(told.new_owner)} is the owner now`;
    case 'ROLE_CHANGED':
      return `${who} made ${name(told.user_id)} ${ROLE_WORDS[told.role]}`;
  }
}

const ROLE_WORDS: Record<Role, string> = {
  owner: 'the owner',
  admin: 'an admin',
  member: 'a member',
};

function listed(names: string[]): string {
  const more = names.length - NAMED;
  if (more > 1) return `${names.slice(0, NAMED).join(', ')} and ${more} others`;
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
