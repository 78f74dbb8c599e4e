import type { Instant } from '../../kernel/instant.ts';

/** `users/{uid}`: what everybody who is signed in may see. */
export interface UserProfile {
  username: string;
  display_name: string;
  first_name: string;
  last_name: string;
  photo_url: string | null;
  about: string;
  is_active: boolean;
  created: Instant;
  modified: Instant;
}

/** `users/{uid}/private/account`: what only the owner may see. */
export interface PrivateAccount {
  email: string | null;
  /** E.164 */
  phone: string | null;
  locale: string | null;
  time_zone: string | null;
  /** Firebase Auth provider ids, such as `password` or `phone`. */
  providers: string[];
  settings: Record<string, unknown>;
}

/**
 * `held-usernames/{keyed hash of the username}`: somebody had it, and nobody but he may have it until then.
 */
export interface HeldUsername {
  /** `null` where he has deleted his account. */
  uid: string | null;
  /** TTL field. */
  expires_at: Instant;
}

/** `usernames/{username}`: who holds a username; what makes it unique. */
export interface UsernameClaim {
  uid: string;
  created: Instant;
  /** TTL field, there while the name is held for an account that is being made. */
  expires_at?: Instant;
}
