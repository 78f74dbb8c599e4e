import type { GroupChat, Role } from '../chats/model.ts';

/**
 * What a `SYSTEM` message tells; it is its `action_params`. What somebody gave (a title, a picture) goes
 * with his account; see {@link withoutQuotes}.
 */
export type SystemEvent =
  | { event: 'GROUP_CREATED'; title?: string; user_ids: string[] }
  | { event: 'GROUP_RENAMED'; title?: string }
  | { event: 'GROUP_PHOTO_CHANGED'; photo_url?: string | null }
  | { event: 'GROUP_POSTING_CHANGED'; posting: GroupChat['posting'] }
  | { event: 'GROUP_HISTORY_CHANGED'; history: GroupChat['history'] }
  | { event: 'MEMBERS_ADDED'; user_ids: string[] }
  | { event: 'MEMBER_REMOVED'; user_id: string }
  | { event: 'MEMBER_LEFT'; new_owner?: string }
  | { event: 'ROLE_CHANGED'; user_id: string; role: Role };

/**
 * The event in English, for apps that have no words of their own for it. It names nobody, as it stays
 * when a member changes his name or deletes his account: who it was about, the event has by their ids.
 */
export function wordsOf(told: SystemEvent): string {
  switch (told.event) {
    case 'GROUP_CREATED':
      return told.title === undefined
        ? 'The group was created'
        : `The group “${told.title}” was created`;
    case 'GROUP_RENAMED':
      return told.title === undefined
        ? 'The group was given another name'
        : `The group is called “${told.title}” now`;
    case 'GROUP_PHOTO_CHANGED':
      return `The group's picture was ${told.photo_url === null ? 'removed' : 'changed'}`;
    case 'GROUP_POSTING_CHANGED':
      return told.posting === 'all'
        ? 'All members may send messages now'
        : 'Only admins may send messages now';
    case 'GROUP_HISTORY_CHANGED':
      return told.history === 'all'
        ? 'New members see earlier messages from now on'
        : 'New members see no earlier messages from now on';
    case 'MEMBERS_ADDED':
      return told.user_ids.length === 1
        ? 'A member was added'
        : `${told.user_ids.length} members were added`;
    case 'MEMBER_REMOVED':
      return 'A member was removed';
    case 'MEMBER_LEFT':
      return told.new_owner === undefined
        ? 'A member left'
        : 'The owner left, and another member owns the group now';
    case 'ROLE_CHANGED':
      return ROLE_WORDS[told.role];
  }
}

const ROLE_WORDS: Record<Role, string> = {
  owner: 'The group has a new owner',
  admin: 'A member is an admin now',
  member: 'An admin is one no longer',
};

/** The event without what its actor gave: the title or the picture. `undefined` where it has none. */
export function withoutQuotes(told: SystemEvent): SystemEvent | undefined {
  switch (told.event) {
    case 'GROUP_CREATED':
    case 'GROUP_RENAMED': {
      const { title, ...rest } = told;
      return title === undefined ? undefined : rest;
    }
    case 'GROUP_PHOTO_CHANGED': {
      const { photo_url, ...rest } = told;
      return photo_url === undefined || photo_url === null ? undefined : rest;
    }
    case 'GROUP_POSTING_CHANGED':
    case 'GROUP_HISTORY_CHANGED':
    case 'MEMBERS_ADDED':
    case 'MEMBER_REMOVED':
    case 'MEMBER_LEFT':
    case 'ROLE_CHANGED':
      return undefined;
  }
}
