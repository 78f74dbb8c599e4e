import type { GroupChat } from '../../firebase/documents.ts';
import type { Question } from '../../ui/dialog.tsx';

/** Asks before the user leaves a group. */
export function leaveQuestion(chat: GroupChat, uid: string, act: () => void): Question {
  const isAlone = chat.members.length === 1;
  const passes = chat.roles[uid] === 'owner' ? ' The group passes to another member.' : '';
  return {
    title: `Leave ${chat.title}?`,
    text: isAlone
      ? 'You are its last member: the group is closed, and nobody sees it any more.'
      : `You see nothing of it any more, and only its admins can add you again.${passes}`,
    action: 'Leave',
    act,
  };
}

/** Asks before a member is removed. */
export function removeQuestion(name: string, chat: GroupChat, act: () => void): Question {
  return {
    title: `Remove ${name}?`,
    text: `He sees nothing of ${chat.title} any more, and the group is told. He can be added again.`,
    action: 'Remove',
    act,
  };
}
