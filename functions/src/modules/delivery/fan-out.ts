import type { Context } from '../../context/context.ts';
import type { ExternalEvent } from '../events/model.ts';
import { changeEvents, type EventChange } from '../events/store.ts';
import type { ClaimedPush } from './claimed-push.ts';

/** What changes in a recipient's event document, and the push that is claimed by it. */
export interface DeliveryDecision {
  change?: EventChange | undefined;
  push?: ClaimedPush | undefined;
}

/**
 * Changes the recipients' event documents, some at a time. Their pushes are sent while the next ones are
 * written: should this run die, it loses those of a few and not of all. `decide` is pure: it is asked
 * again where a document has changed.
 */
export async function fanOut(
  ctx: Context,
  recipients: readonly string[],
  decide: (recipient: string, event: ExternalEvent) => DeliveryDecision,
  send: (pushes: ClaimedPush[]) => Promise<void>,
): Promise<void> {
  const claimed = new Map<string, ClaimedPush>();
  const sending: Promise<void>[] = [];
  const delivered = changeEvents(
    ctx.db,
    recipients,
    (recipient, event) => {
      claimed.delete(recipient);
      const { change, push } = decide(recipient, event);
      if (push !== undefined) claimed.set(recipient, push);
      return change;
    },
    (changed) => {
      const pushes = changed.flatMap((uid) => claimed.get(uid) ?? []);
      for (const { recipient } of pushes) claimed.delete(recipient);
      sending.push(send(pushes));
    },
  );
  const [written] = await Promise.allSettled([delivered]);
  // What was claimed is sent also where the rest could not be written and comes with another delivery.
  const sent = await Promise.allSettled(sending);
  for (const outcome of [written, ...sent]) {
    if (outcome.status === 'rejected') throw outcome.reason;
  }
}
