/** The lists of people. */
export type PeopleList = 'contacts' | 'requests' | 'find' | 'nearby' | 'blocked';

/** What a side shows. */
export type Route =
  | { screen: 'chats' | 'new-chat' | 'new-group' | 'feed' | 'settings' }
  | { screen: 'people'; list?: PeopleList }
  | { screen: 'chat' | 'group'; chat_id: string };

/** What a side shows where nothing else is said. */
export const CHATS: Route = { screen: 'chats' };

/** What is set up anew when it changes; which list of people is shown is within one screen. */
export function keyOf(route: Route): string {
  return 'chat_id' in route ? `${route.screen} ${route.chat_id}` : route.screen;
}

/** The tab that a screen belongs to. */
export function tabOf({ screen }: Route): 'chats' | 'people' | 'feed' | 'settings' {
  switch (screen) {
    case 'people':
    case 'feed':
    case 'settings':
      return screen;
    case 'chats':
    case 'chat':
    case 'group':
    case 'new-chat':
    case 'new-group':
      return 'chats';
  }
}
