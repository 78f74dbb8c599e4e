import type { Context } from '../../context/context.ts';
import { schedule } from '../../context/schedule.ts';
import { failuresOf, throwFailures } from '../../kernel/failures.ts';
import { pagesOf } from '../../kernel/pages.ts';
import { forgetDevicesIn } from '../devices/forget-device.ts';
import { listRenewals, setRenewed, type Renewal } from './store.ts';

const PAGE = 300;

/** What a run gets through at most, so that it ends in time; the rest is the next one's. */
const MAX_PAGES = 10;

/** Users at the same time: Firebase Auth has its limits. */
const AT_ONCE = 10;

/**
 * Ends sessions once more, when the last custom token of each can no longer be redeemed: the Firebase
 * tokens that were made of it since end now, and devices go that an instance registered which had not
 * heard of the end. It also finishes what a crash left undone between the documents and Firebase Auth.
 *
 * A user's revocations are noted as renewed after his tokens have ended, so a run that died, or could
 * not reach Firebase Auth for somebody, is made good by the next one.
 *
 * Costs 1 read and 1 write for each session, and 1 read for each device of their users (1 at least for
 * each user); 1 read where none is due.
 */
export const renewRevocations = schedule({
  name: 'renewRevocations',
  summary: 'End what was made of sessions after their end',
  every: 'every 15 minutes',
  handler: async (ctx) => {
    const now = ctx.clock.now();
    const failures: unknown[] = [];
    const due_after = (size: number, after: Renewal | undefined) =>
      listRenewals(ctx.db, now, size, after);
    for await (const due of pagesOf(due_after, PAGE, MAX_PAGES)) {
      const users = [...Map.groupBy(due, ({ uid }) => uid)];
      failures.push(...(await failuresOf(users, AT_ONCE, ([uid, his]) => renew(ctx, uid, his))));
    }
    throwFailures(failures, 'users');
  },
});

async function renew(ctx: Context, uid: string, his: Renewal[]): Promise<void> {
  await ctx.accounts.revokeRefreshTokens(uid);
  await ctx.db.transact(async (tx) => {
    await forgetDevicesIn(tx, ctx.db, uid, ({ sid }) => his.some((ended) => ended.sid === sid));
    for (const { sid } of his) setRenewed(tx, sid);
  });
}
