import { useState } from 'preact/hooks';

import { followMembers } from '../../firebase/one-chat.ts';
import { Unknown } from '../../panes/unknown.tsx';
import { useChat } from '../../panes/use-chat.ts';
import { usePane } from '../../panes/pane-context.ts';
import { useFollow } from '../../panes/use-follow.ts';
import { Refused } from '../../ui/explain.ts';
import { ScreenHead } from '../../ui/screen-head.tsx';
import { useBusy } from '../../ui/use-busy.ts';
import { PickPerson } from '../chats/pick-person.tsx';
import { GroupSettings } from './group-settings.tsx';
import { MemberRow } from './member-row.tsx';

/** Who shows nobody what he has read does not see it of others; of whoever is gone the chat says it. */
const UNSEEN = (): void => undefined;

/** Who is in a group, how far each has read, and what its admins can change. */
export function GroupScreen({ chat_id }: { chat_id: string }) {
  const { device, uid, go, fail } = usePane();
  const [busy, run] = useBusy(fail);
  const [adding, setAdding] = useState(false);
  const chat = useChat(chat_id);
  const members = useFollow(followMembers, chat_id, UNSEEN);
  if (chat?.type !== 'group') {
    return (
      <>
        <ScreenHead title="Group" onBack={() => go({ screen: 'chats' })} />
        <Unknown />
      </>
    );
  }
  const isAdmin = chat.roles[uid] !== 'member';
  const add = async (user_id: string): Promise<void> => {
    const { skipped } = await device.call('addMembers', { chat_id, user_ids: [user_id] });
    const [problem] = skipped;
    if (problem !== undefined) throw new Refused(problem.reason);
    setAdding(false);
  };
  return (
    <>
      <ScreenHead
        title={chat.title}
        line={chat.members.length === 1 ? '1 member' : `${chat.members.length} members`}
        onBack={() => go({ screen: 'chat', chat_id })}
      >
        {isAdmin && (
          <button class="small" type="button" onClick={() => setAdding(!adding)}>
            {adding ? 'Done' : 'Add'}
          </button>
        )}
      </ScreenHead>
      <div class="scroll">
        {adding && (
          <PickPerson
            action="Add"
            busy={busy}
            without={chat.members}
            onPick={({ id }) => run(() => add(id))}
          />
        )}
        <ul class="rows">
          {chat.members.map((member) => (
            <MemberRow
              key={member}
              chat={chat}
              uid={member}
              read={members?.find((each) => each.uid === member)?.read_number}
            />
          ))}
        </ul>
        {isAdmin && <GroupSettings key={chat.title} chat={chat} />}
      </div>
    </>
  );
}
