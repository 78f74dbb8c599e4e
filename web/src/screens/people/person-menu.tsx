import { usePane } from '../../panes/pane-context.ts';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { blockQuestion } from './block-question.ts';

export interface PersonMenuProps {
  user_id: string;
  name: string;
  /** What is possible with him in this list only, before the rest. */
  items?: readonly MenuItem[];
}

/** What can be done with somebody, wherever he is shown. */
export function PersonMenu({ user_id, name, items = [] }: PersonMenuProps) {
  const { device, go, tell, ask, fail } = usePane();
  const { call } = device;
  const act = (what: () => Promise<unknown>) => () => void what().catch(fail);
  const write = async (): Promise<void> => {
    const { chat_id } = await call('createChat', { user_id });
    go({ screen: 'chat', chat_id });
  };
  const add = async (): Promise<void> => {
    await call('addContact', { user_id });
    tell(`${name} is in your contacts.`);
  };
  const befriend = async (): Promise<void> => {
    const { state } = await call('sendFriendRequest', { user_id });
    tell(state === 'ACCEPTED' ? `You are friends with ${name}.` : `${name} was asked.`);
  };
  const all: MenuItem[] = [
    { label: 'Write', act: act(write) },
    ...items,
    { label: 'Add to contacts', act: act(add) },
    { label: 'Ask to be friends', act: act(befriend) },
    {
      label: 'Block',
      danger: true,
      act: () =>
        ask(
          blockQuestion(
            name,
            act(() => call('blockUser', { user_id })),
          ),
        ),
    },
  ];
  return <Menu label={`Menu of ${name}`} items={all} />;
}
