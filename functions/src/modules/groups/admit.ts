import type { ExternalEvent } from '../events/model.ts';
import type { EventChange } from '../events/store.ts';
import type { UserProfile } from '../users/model.ts';
import { MAX_MEMBERS, type Addition } from './fields.ts';

/** Somebody who is to be added, and what is known of him. */
export interface Candidate {
  uid: string;
  profile: UserProfile | undefined;
  event: ExternalEvent | undefined;
  /** Only friends can be added here, and he is none of who adds. */
  is_stranger?: boolean;
}

/** Somebody who joins. */
export interface Newcomer {
  uid: string;
  username: string;
  receipts_off: boolean;
  /** What else changes in his event document. */
  event?: EventChange;
}

/** Who adds. */
export interface Adder {
  uid: string;
  event: ExternalEvent | undefined;
}

/**
 * Who of the candidates joins a group of these members. That one of the two has blocked the other, or that
 * they are no friends where they must be, is not told from a user who does not exist.
 */
export function admit(
  adder: Adder,
  members: readonly string[],
  candidates: readonly Candidate[],
): { newcomers: Newcomer[]; skipped: Addition['skipped'] } {
  const present = new Set(members);
  const newcomers: Newcomer[] = [];
  const skipped: Addition['skipped'] = [];
  for (const { uid, profile, event, is_stranger } of candidates) {
    const skip = (reason: Addition['skipped'][number]['reason']) =>
      skipped.push({ user_id: uid, reason });
    const blocked =
      event?.blocked_users?.[adder.uid] === true || adder.event?.blocked_users?.[uid] === true;
    // The profile may have been read before the transaction, in which the event document is guarded.
    const is_gone = event === undefined || event.disabled === true;
    if (present.has(uid)) skip('ALREADY_MEMBER');
    else if (profile?.is_active !== true || is_gone || blocked || is_stranger === true) {
      skip('NOT_AVAILABLE');
    } else if (present.size >= MAX_MEMBERS) skip('GROUP_FULL');
    else {
      present.add(uid);
      const receipts_off = event.receipts_off === true;
      newcomers.push({ uid, username: profile.username, receipts_off });
    }
  }
  return { newcomers, skipped };
}
