import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { nothing } from '../../kernel/fields.ts';
import { invariant } from '../../kernel/invariant.ts';
import { requireUnblocked } from '../chats/membership.ts';
import { emojiOf } from './emoji.ts';
import { hasReacted, react } from './reactions.ts';
import { setReaction } from './store.ts';
import { tellOfReaction, tellOfTakingBack } from './tell-of-reaction.ts';
import { readTarget, requireContent, TARGET_ERRORS, targetInput } from './target.ts';

const input = z.strictObject({
  ...targetInput,
  emoji: z
    .string()
    .max(64)
    .refine((text) => emojiOf(text) !== undefined, 'is not an emoji'),
  on: z.boolean(),
});

/**
 * Adds an emoji of the caller to a message, or takes it back. One user may have several on one message,
 * up to six, each once. In a channel, whoever reads may react.
 *
 * The message's author is told of the first one of each user, see {@link tellOfReaction}; what tells him
 * follows whoever takes his last one back, see {@link tellOfTakingBack}.
 *
 * Costs 2 reads and 1 write (the message), and to tell of it 2 reads and up to 2 writes, 1 read and up to 1
 * write where it is taken back; nothing is written where it is so already. Errors: FIELDS_INVALID, CHAT_NOT_FOUND, CHAT_NOT_MEMBER, MESSAGE_NOT_FOUND, CHAT_INACTIVE, USER_BLOCKED,
 * MESSAGE_IS_SYSTEM, MESSAGE_DELETED, REACTIONS_FULL.
 */
export const reactToMessage = endpoint({
  name: 'reactToMessage',
  summary: 'React to a message with an emoji, or take it back',
  auth: 'session',
  active_hours_only: true,
  input,
  output: nothing,
  errors: [
    ...TARGET_ERRORS,
    'CHAT_INACTIVE',
    'USER_BLOCKED',
    'MESSAGE_IS_SYSTEM',
    'MESSAGE_DELETED',
    'REACTIONS_FULL',
    'TOO_BUSY',
  ],
  handler: (ctx, { emoji, on, ...target }, { caller: { uid } }) =>
    ctx.db.transact(async (tx) => {
      const { chat, message } = await readTarget(tx, target, uid);
      requireUnblocked(chat);
      requireContent(message);
      const spelled = emojiOf(emoji);
      invariant(spelled !== undefined, 'an emoji that passed the schema');
      const uids = react(message.reactions ?? {}, uid, spelled, on);
      if (uids === undefined) return {};
      const before = message.reactions ?? {};
      const reacted = { chat, message, by: uid, reactions: { ...before, [spelled]: uids } };
      const now = ctx.clock.now();
      // Who has another one on it has been told of, and stays counted.
      if (hasReacted(before, uid) !== hasReacted(reacted.reactions, uid)) {
        await (on ? tellOfReaction : tellOfTakingBack)(tx, ctx, target, reacted, now);
      }
      setReaction(tx, target.chat_id, target.message_id, spelled, uids);
      return {};
    }),
});
