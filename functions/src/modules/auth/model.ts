import type { Instant } from '../../kernel/instant.ts';
import type { LimitWindow } from '../limits/window.ts';
import type { UserProfile } from '../users/model.ts';

/** One signed-in installation. */
export interface SessionEntry {
  /** SHA-256 of the refresh token that is good now; 256 random bits need no slow hash. */
  current: string;
  /** Of the one before it, which answers for a short while as long as `current` is unused. */
  previous: string | null;
  rotated: Instant;
  created: Instant;
  last_used: Instant;
  expires_at: Instant;
  user_agent: string | null;
  /** How often it was refreshed lately; missing until it was. */
  refreshes?: RefreshWindow;
}

/** The window of its limit, kept here as this document is read and written with each refresh anyway. */
export type RefreshWindow = Omit<LimitWindow, 'expires_at'>;

/** What a session shows of its user; a copy, so that a refresh reads one document. */
export type SessionProfile = Pick<
  UserProfile,
  'username' | 'display_name' | 'photo_url' | 'about'
> & {
  /** Until the user has set a password of his own, his sessions may do nothing else. */
  must_change_password?: boolean;
};

/** That an account whose address was not proven was given to the person who has proven it. */
export interface AccountClaim {
  /** Keyed hash of that person. */
  by: string;
  at: Instant;
}

/** `sessions/{uid}`: all sessions of a user, by `sid`; for functions only. */
export interface SessionsDocument {
  sessions: Record<string, SessionEntry>;
  /** Missing until the first session is opened. */
  profile?: SessionProfile;
  modified: Instant;
  /** By what he could be found at the last sign-in; see `waysMark`. */
  ways?: string;
  /** The last one, if there ever was one. */
  claim?: AccountClaim;
  /** When the password was last set by us: what was proven by the one before is void. */
  password_changed?: Instant;
}

/** Why tokens that are still within their time are refused. */
export type RevocationReason = 'SIGNED_OUT' | 'USER_DISABLED' | 'USER_DELETED';

/** `revocations/{uid or sid}`: kept until no token that it concerns can be left. */
export interface Revocation {
  uid: string;
  /** `null` for all sessions of the user. */
  sid: string | null;
  reason: RevocationReason;
  /** False when it was lifted: the user may sign in again. */
  active: boolean;
  at: Instant;
  /** When the end of the session is to be carried out once more; missing once it was. */
  renew_at?: Instant;
  /** TTL field. */
  expires_at: Instant;
}

/** `bootstrap/first-admin`: decides that there is one first admin, and which account it is. */
export interface FirstAdmin {
  uid: string;
  /** `DONE` once the account is complete; from then on nothing is ever made again. */
  state: 'PENDING' | 'DONE';
  created: Instant;
}

/**
 * `admin-register/withdrawn`: the admins who were disabled or lost the role, by uid, and since when.
 * All who change that meet in this one document, so that two admins who withdraw each other at the
 * same moment do not both succeed: one admin always remains.
 */
export interface WithdrawnAdmins {
  uids: Record<string, Instant>;
  /** Whom an admin has made one or withdrawn, which Firebase Auth may not have been told yet. */
  unfinished?: Record<string, 'GRANT' | 'WITHDRAW'>;
}

/** What every kind of sign-in answers. Times are RFC 3339, UTC. */
export interface Session {
  token: string;
  token_type: 'JWT';
  expires_at: string;
  refresh_token: string;
  refresh_expires_at: string;
  firebase_token: string;
  /** There where the session may do nothing but set a password. */
  password_change_required?: true;
  user: SessionUser;
}

export interface SessionUser {
  id: string;
  username: string;
  display_name: string;
  photo_url: string | null;
  about: string;
  email: string | null;
  phone: string | null;
  is_admin: boolean;
  is_new: boolean;
}
