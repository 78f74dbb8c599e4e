import type { Context } from '../../context/context.ts';
import { compose } from '../mail/compose.ts';
import { queueMail } from '../mail/store.ts';
import { notifyAlways } from '../notifications/notify.ts';
import type { AuthAccount } from '../users/account.ts';
import { updatePrivateAccount } from '../users/store.ts';
import type { ProvenAccount } from './redeem-code.ts';

const MAIL = compose({
  subject: 'Your password was changed',
  before: ['The password of your account was changed, and its other sessions were ended.'],
  after: ['If that was not you, ask for a new password at once in the app.'],
});

/**
 * Tells an owner by mail and, where he has one, by his feed that his password is another now; and keeps
 * his private document up to date with the ways in that he has now. 3 writes, or 4.
 */
export async function tellPasswordChanged(
  ctx: Context,
  { uid, email, providers }: ProvenAccount,
  changed: AuthAccount,
  has_documents: boolean,
): Promise<void> {
  const id = ctx.random.id();
  const news = {
    uid,
    id: `password-changed-${id}`,
    type: 'PASSWORD_CHANGED' as const,
    title: 'Your password was changed',
    body: 'If that was not you, set a new one by mail at once.',
    actor: null,
    reference_type: 'user',
    reference_id: uid,
  };
  const waysInChanged = providers.toSorted().join() !== changed.providers.toSorted().join();
  await ctx.db.transact(async (tx) => {
    const now = ctx.clock.now();
    // The first admin's own address leads nowhere.
    if (!email.endsWith('.invalid')) queueMail(tx, id, email, MAIL, now);
    if (!has_documents) return;
    notifyAlways(tx, news, now);
    if (waysInChanged) {
      const { phone, providers: ways_in } = changed;
      updatePrivateAccount(tx, uid, { phone, providers: ways_in });
    }
  });
}
