import { ChatScreen } from '../screens/chat/chat-screen.tsx';
import { ChatsScreen } from '../screens/chats/chats-screen.tsx';
import { NewChat } from '../screens/chats/new-chat.tsx';
import { FeedScreen } from '../screens/feed/feed-screen.tsx';
import { GroupScreen } from '../screens/group/group-screen.tsx';
import { NewGroup } from '../screens/group/new-group.tsx';
import { PeopleScreen } from '../screens/people/people-screen.tsx';
import { SettingsScreen } from '../screens/settings/settings-screen.tsx';
import type { Route } from './route.ts';

/** The screen that a route names. */
export function Screen({ route }: { route: Route }) {
  switch (route.screen) {
    case 'chats':
      return <ChatsScreen />;
    case 'new-chat':
      return <NewChat />;
    case 'new-group':
      return <NewGroup />;
    case 'people':
      return <PeopleScreen list={route.list} />;
    case 'feed':
      return <FeedScreen />;
    case 'settings':
      return <SettingsScreen />;
    case 'chat':
      return <ChatScreen chat_id={route.chat_id} />;
    case 'group':
      return <GroupScreen chat_id={route.chat_id} />;
  }
}
