import type { Question } from '../../ui/dialog.tsx';

/** Asks before somebody is blocked. */
export function blockQuestion(name: string, act: () => void): Question {
  return {
    title: `Block ${name}?`,
    text:
      'Neither of you can write to the other until you unblock him, and requests between you end. ' +
      'Groups that you are both in go on.',
    action: 'Block',
    act,
  };
}
