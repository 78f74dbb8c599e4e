import type { Question } from '../ui/dialog.tsx';

/** Asks whoever signs out while messages of his wait in this device. */
export function leavingQuestion(waiting: number, act: () => void): Question {
  const what = waiting === 1 ? 'A message waits' : `${waiting} messages wait`;
  return {
    title: 'Sign out?',
    text: `${what} to be sent, and would be lost with signing out.`,
    action: 'Sign out anyway',
    act,
    stay: 'Stay',
  };
}
