import type { Context } from '../../context/context.ts';
import type { CreatedTrigger } from '../../context/trigger.ts';
import { withBelievedEmail } from '../auth/email-proof.ts';
import { attemptPushes } from '../delivery/attempt-pushes.ts';
import { PushUnavailableError } from '../delivery/send-pushes.ts';
import type { Notification } from '../notifications/model.ts';
import { claimNotification, giveBack, type Outgoing } from './claim-notification.ts';

/** Brings a new entry of a feed to its user's devices, and to his mail where he wants that. */
export const onNotificationCreated: CreatedTrigger<'uid' | 'id'> = {
  document: 'users/{uid}/notifications/{id}',
  handler: (ctx, { params: { uid, id }, data }) =>
    deliver(ctx, { place: 'feed', uid, id }, data as unknown as Notification),
};

/** The same for one that is not listed, as its user wants no entry. */
export const onUnlistedNotificationCreated: CreatedTrigger<'uid' | 'id'> = {
  document: 'users/{uid}/unlisted-notifications/{id}',
  handler: (ctx, { params: { uid, id }, data }) =>
    deliver(ctx, { place: 'unlisted', uid, id }, data as unknown as Notification),
};

/**
 * As of a message, the claim comes before the sending: a crash in between loses the push and never doubles
 * it. Devices that FCM could not take now are given back, and the error asks for another delivery of the
 * event, which reaches those and no others.
 *
 * Costs nothing where nothing goes out, else what {@link claimNotification} does, and a read for each device,
 * at least one.
 *
 * @throws PushUnavailableError
 */
async function deliver(ctx: Context, outgoing: Outgoing, created: Notification): Promise<void> {
  const { delivery } = created;
  if (delivery === undefined) return;
  const address = delivery.mail ? await provenAddress(ctx, outgoing.uid) : undefined;
  const push = await claimNotification(ctx, outgoing, address);
  if (push === undefined) return;
  const [missed] = await attemptPushes(ctx, [push]);
  if (missed === undefined) return;
  await giveBack(ctx, outgoing, missed.devices);
  const count = missed.devices.length;
  throw new PushUnavailableError(`FCM took no push for ${count} device(s); to be tried again`);
}

/** Nobody is written to at an address that he has not proven: it may be a stranger's. */
async function provenAddress(ctx: Context, uid: string): Promise<string | undefined> {
  const account = await ctx.accounts.find(uid);
  if (account === undefined || account.is_disabled) return undefined;
  const { email, email_verified } = await withBelievedEmail(ctx, account);
  return email !== null && email_verified ? email : undefined;
}
