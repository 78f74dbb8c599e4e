/** What a side shows. */
export type Route =
  | { screen: 'chats' | 'new-chat' | 'new-group' | 'people' | 'feed' | 'settings' }
  | { screen: 'chat' | 'group'; chat_id: string };

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
