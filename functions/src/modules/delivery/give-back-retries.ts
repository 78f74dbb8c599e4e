import type { Context } from '../../context/context.ts';
import { memberSide } from '../chats/membership.ts';
import { retryWithinAMinute } from '../chats/push-retry.ts';
import { receiptOf } from '../chats/receipt.ts';
import { readChat, updateChat } from '../chats/store.ts';
import { releasePush } from '../events/push-claims.ts';
import { changeEvent, readEvent } from '../events/store.ts';
import type { MissedPush } from './attempt-pushes.ts';

/**
 * Puts back what FCM could not take of one recipient's further attempts in one chat: they are tried
 * again a minute later, on those devices only. What has been delivered in the meantime is let go.
 *
 * Costs 2 reads and 2 writes.
 */
export function giveBackRetries(
  ctx: Context,
  recipient: string,
  chat_id: string,
  missed: readonly MissedPush[],
): Promise<void> {
  return ctx.db.transact(async (tx) => {
    const [chat, event] = await Promise.all([readChat(tx, chat_id), readEvent(tx, recipient)]);
    if (chat?.type !== 'direct' || event === undefined) return;
    const { delivered_number } = receiptOf(chat, memberSide(chat, recipient));
    const left = missed.filter(({ push }) => push.message_number > delivered_number);
    if (left.length === 0) return;
    const claims = left.reduce(
      (claims, { push, devices }) => releasePush(claims, push.message_number, devices),
      event.push_claims?.[chat_id],
    );
    changeEvent(tx, recipient, { push_claims: { [chat_id]: claims } });
    updateChat(tx, chat_id, retryWithinAMinute(chat, ctx.clock.now()));
  });
}
