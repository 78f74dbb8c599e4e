import type { AuthAccount } from '../users/account.ts';
import type { Provider } from './identity.ts';

/** What becomes of a verified identity that is not linked to an account yet. */
export type LinkDecision =
  | { kind: 'link' | 'claim' | 'refuse'; account: AuthAccount }
  /** An account of his own, with the verified address where there is one and it is free. */
  | { kind: 'own'; with_email: boolean };

/**
 * Decides by the account that has the identity's verified e-mail address, if there is one.
 *
 * One that has proven the address is the same person's, unless the provider knows it to be somebody else's:
 * it is linked to another of the provider's people, so the address was passed on, as those of a hosted
 * domain are when somebody leaves. One that has not may be anybody's who wanted to wait there. Both are
 * claimed: linked after all other ways in were taken from it, as Firebase's own federated sign-in does. An
 * admin's rights never pass that way.
 */
export function decideLink(holder: AuthAccount | undefined, provider: Provider): LinkDecision {
  if (holder === undefined) return { kind: 'own', with_email: true };
  if (holder.is_disabled) return { kind: 'refuse', account: holder };
  const was_anothers = holder.providers.includes(provider);
  if (holder.email_verified && !was_anothers) return { kind: 'link', account: holder };
  if (holder.is_admin) return { kind: 'own', with_email: false };
  return { kind: 'claim', account: holder };
}
