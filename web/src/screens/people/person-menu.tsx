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
  const { device, go, ask, fail } = usePane();
  const { call } = device;
  const act = (what: () => Promise<unknown>) => () => void what().catch(fail);
  const write = async (): Promise<void> => {
    const { chat_id } = await call('createChat', { user_id });
    go({ screen: 'chat', chat_id });
  };
  const all: MenuItem[] = [
    { label: 'Write', act: act(write) },
    ...items,
    { label: 'Add to contacts', act: act(() => call('addContact', { user_id })) },
    { label: 'Ask to be friends', act: act(() => call('sendFriendRequest', { user_id })) },
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
