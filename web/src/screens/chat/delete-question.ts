import type { Question } from '../../ui/dialog.tsx';

/** Asks before a message goes for everyone. */
export function deleteQuestion(act: () => void): Question {
  return {
    title: 'Delete for everyone?',
    text: 'Nobody in this chat can read it then, and it does not come back.',
    action: 'Delete',
    act,
  };
}
