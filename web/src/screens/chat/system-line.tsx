import type { SystemEvent } from '../../../../functions/src/modules/groups/system-event.ts';
import type { Chat, Message } from '../../firebase/documents.ts';
import { useNames } from '../../panes/use-names.ts';

/** What the system tells of a group; by the names that people have now. */
export function SystemLine({ chat, message }: { chat: Chat; message: Message }) {
  const { nameIn } = useNames();
  return <p class="day soft system">{wordsOf(message, (uid) => nameIn(chat, uid))}</p>;
}

function wordsOf(
  { from_user, text, action_params }: Message,
  nameOf: (uid: string) => string,
): string {
  const told = action_params as SystemEvent | undefined;
  const actor = nameOf(from_user);
  const names = (uids: readonly string[]): string => uids.map(nameOf).join(', ');
  switch (told?.event) {
    case 'GROUP_CREATED':
      return `${actor} made the group with ${names(told.user_ids) || 'nobody yet'}`;
    case 'MEMBERS_ADDED':
      return `${actor} added ${names(told.user_ids)}`;
    case 'MEMBER_REMOVED':
      return `${actor} removed ${nameOf(told.user_id)}`;
    case 'MEMBER_LEFT':
      return `${actor} left`;
    case 'ROLE_CHANGED':
      return `${actor} made ${nameOf(told.user_id)} ${told.role}`;
    case 'GROUP_RENAMED':
    case 'GROUP_PHOTO_CHANGED':
    case 'GROUP_POSTING_CHANGED':
    case 'GROUP_HISTORY_CHANGED':
    case undefined:
      return text ?? '';
  }
}
