import type { Context } from '../../context/context.ts';
import { schedule } from '../../context/schedule.ts';
import { chunksOf, inChunks } from '../../kernel/chunks.ts';
import { reasonsOf, throwFailures } from '../../kernel/failures.ts';
import { pagesOf } from '../../kernel/pages.ts';
import { listDueRetries, type DueRetry } from '../chats/store.ts';
import { attemptPushes } from './attempt-pushes.ts';
import { claimRetries } from './claim-retries.ts';
import { giveBackRetries } from './give-back-retries.ts';

const PAGE = 100;

/** What a run gets through at most, so that it ends in time; the rest is the next one's. */
const MAX_PAGES = 50;

/** Chats at the same time; also what a crash between claiming and sending can lose an attempt of. */
const AT_ONCE = 20;

/**
 * Pushes direct messages again that have not been delivered a minute, and a quarter of an hour, after
 * they were sent. The chats are found by an index on when they are due, which a chat has only while
 * something in it is undelivered; so what is delivered within a minute costs nothing here.
 *
 * Each attempt is claimed in the chat before it is sent: runs that overlap, or that are made again,
 * push once. A crash in between loses that attempt of those messages; the next one is not affected.
 * What FCM cannot take now is given back and tried again a minute later, for a day.
 *
 * Costs for each chat that is due 1 read besides {@link claimRetries}, and the recipient's devices;
 * 1 read where none is due.
 */
export const retryPushes = schedule({
  name: 'retryPushes',
  summary: 'Push again what has not been delivered',
  every: 'every 1 minutes',
  handler: async (ctx) => {
    const now = ctx.clock.now();
    const failures: unknown[] = [];
    const due_after = (size: number, after: DueRetry | undefined) =>
      listDueRetries(ctx.db, now, size, after);
    for await (const due of pagesOf(due_after, PAGE, MAX_PAGES)) {
      for (const some of chunksOf(due, AT_ONCE)) failures.push(...(await retryAll(ctx, some)));
    }
    throwFailures(failures, 'chats');
  },
});

/** Answers why some chats could not be done; they are as due as before. */
async function retryAll(ctx: Context, due: DueRetry[]): Promise<unknown[]> {
  const claims = await Promise.allSettled(due.map(({ chat_id }) => claimRetries(ctx, chat_id)));
  const pushes = claims.flatMap((claim) => (claim.status === 'fulfilled' ? claim.value : []));
  const missed = await attemptPushes(ctx, pushes);
  const by_chat = [
    ...Map.groupBy(missed, ({ push }) => JSON.stringify([push.recipient, push.chat_id])).values(),
  ];
  await inChunks(by_chat, AT_ONCE, async (those) => {
    const [first] = those;
    if (first !== undefined) {
      await giveBackRetries(ctx, first.push.recipient, first.push.chat_id, those);
    }
  });
  return reasonsOf(claims);
}
