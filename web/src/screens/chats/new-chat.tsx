import { usePane } from '../../panes/pane-context.ts';
import { ScreenHead } from '../../ui/screen-head.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { PickPerson } from './pick-person.tsx';

/** Opens a chat with one other user; the same one where there is one already. */
export function NewChat() {
  const { device, go, fail } = usePane();
  const [busy, run] = useBusy(fail);
  // docs: create-chat
  const open = async (user_id: string): Promise<void> => {
    const { chat_id } = await device.call('createChat', { user_id });
    go({ screen: 'chat', chat_id });
  };
  // end of docs: create-chat
  return (
    <>
      <ScreenHead title="New chat" onBack={() => go({ screen: 'chats' })} />
      <div class="scroll">
        <PickPerson action="Write" busy={busy} onPick={({ id }) => run(() => open(id))} />
      </div>
    </>
  );
}
