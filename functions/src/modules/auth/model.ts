import type { Instant } from '../../kernel/instant.ts';

/** `sessions/{sid}`: one signed-in installation; for functions only. */
export interface SessionRecord {
  uid: string;
  /** SHA-256 of the refresh token's secret part; 256 random bits need no slow hash. */
  refresh_hash: string;
  created: Instant;
  last_used: Instant;
  /** TTL field. */
  expires_at: Instant;
}

/** What every kind of sign-in answers. Times are RFC 3339, UTC. */
export interface Session {
  token: string;
  token_type: 'JWT';
  expires_at: string;
  refresh_token: string;
  refresh_expires_at: string;
  firebase_token: string;
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
