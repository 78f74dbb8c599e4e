import type { FeedEntry } from '../../firebase/own.ts';
import type { Route } from '../../panes/route.ts';

/** Where an entry leads: to a screen, or to the chat with somebody, which may have to be opened. */
export type Subject = { route: Route } | { user_id: string };

/** What an entry is about; `undefined` where there is nothing to be shown of it. */
export function subjectOf({ type, actor, reference_id }: FeedEntry): Subject | undefined {
  switch (type) {
    case 'FRIEND_REQUEST':
      return { route: { screen: 'people', list: 'requests' } };
    case 'FRIEND_ACCEPTED':
    case 'CONTACT_JOINED':
      return actor === null ? undefined : { user_id: actor };
    case 'REACTION': {
      // The chat's id and the message's.
      const [chat_id] = reference_id?.split('/') ?? [];
      return chat_id === undefined ? undefined : { route: { screen: 'chat', chat_id } };
    }
    case 'SESSION_REUSED':
    case 'PASSWORD_CHANGED':
      return { route: { screen: 'settings' } };
    case 'WARNING':
      return undefined;
  }
}
