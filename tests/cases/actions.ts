import type { CallableName } from '../../testkit/world.ts';

/** What may be done to a message that is there, as the callables see it. */
export const ACTIONS = {
  edit: { name: 'editMessage', input: { text: 'changed' } },
  erase: { name: 'deleteMessage', input: { for: 'everyone' } },
  hide: { name: 'deleteMessage', input: { for: 'me' } },
  react: { name: 'reactToMessage', input: { emoji: '👍', on: true } },
} as const satisfies Record<string, { name: CallableName; input: object }>;

export type Action = keyof typeof ACTIONS;
/** Why it is refused; missing where it is allowed. */
type Outcomes = Record<Action, string | undefined>;

const all = (reason: string | undefined): Outcomes => ({
  edit: reason,
  erase: reason,
  hide: reason,
  react: reason,
});

/** A message by `author` in a group of `owner`, `author` and `member`, and who does what to it. */
export interface ActionCase {
  name: string;
  who: 'owner' | 'author' | 'member' | 'stranger' | 'former';
  /** Fields to set on the chat, and on the message, first. */
  chat?: Record<string, unknown>;
  message?: Record<string, unknown>;
  missing?: 'chat' | 'message';
  outcomes: Outcomes;
}

const of_others = { ...all(undefined), edit: 'MESSAGE_NOT_YOURS' };

export const GROUP_CASES: ActionCase[] = [
  { name: 'its author', who: 'author', outcomes: all(undefined) },
  { name: 'the owner', who: 'owner', outcomes: of_others },
  { name: 'a member', who: 'member', outcomes: { ...of_others, erase: 'MESSAGE_NOT_YOURS' } },
  { name: 'a stranger', who: 'stranger', outcomes: all('CHAT_NOT_MEMBER') },
  { name: 'one who has left', who: 'former', outcomes: all('CHAT_NOT_MEMBER') },
  { name: 'a missing chat', who: 'author', missing: 'chat', outcomes: all('CHAT_NOT_FOUND') },
  { name: 'no message', who: 'author', missing: 'message', outcomes: all('MESSAGE_NOT_FOUND') },
  {
    name: 'its author, who may not post any more',
    who: 'author',
    chat: { posting: 'admins' },
    outcomes: { ...all(undefined), edit: 'POSTING_ADMINS_ONLY' },
  },
  {
    name: 'its author in a chat that has ended',
    who: 'author',
    chat: { active: false },
    outcomes: { ...all('CHAT_INACTIVE'), hide: undefined },
  },
  {
    name: 'the author of what is deleted',
    who: 'author',
    message: { deleted: true, text: null },
    outcomes: { ...all(undefined), edit: 'MESSAGE_DELETED', react: 'MESSAGE_DELETED' },
  },
  {
    name: 'who caused a SYSTEM message',
    who: 'author',
    message: { type: 'SYSTEM' },
    outcomes: { ...all('MESSAGE_IS_SYSTEM'), hide: undefined },
  },
];

/** In a direct chat of `author` and `member`. */
export const DIRECT_CASES: ActionCase[] = [
  { name: 'its author', who: 'author', outcomes: all(undefined) },
  {
    name: 'the other',
    who: 'member',
    outcomes: { ...all(undefined), edit: 'MESSAGE_NOT_YOURS', erase: 'MESSAGE_NOT_YOURS' },
  },
  { name: 'a stranger', who: 'stranger', outcomes: all('CHAT_NOT_MEMBER') },
  ...(['author', 'member'] as const).flatMap((blocker) =>
    (['author', 'member'] as const).map((who): ActionCase => ({
      name: `${who === 'author' ? 'its author' : 'the other'} after ${blocker} blocked`,
      who,
      chat: { blocked_by: [blocker] },
      outcomes: { ...all('USER_BLOCKED'), hide: undefined },
    })),
  ),
];
