import type { Instant } from '../../kernel/instant.ts';

/** What an admin can do to somebody. */
export const ACTIONS = [
  'DISABLE_USER',
  'ENABLE_USER',
  'REVOKE_SESSIONS',
  'GRANT_ADMIN',
  'WITHDRAW_ADMIN',
  'READ_EDITS',
] as const;
export type Action = (typeof ACTIONS)[number];

/** `audit/{id}`: one act of an admin; for functions only, written once and never changed. */
export interface AuditEntry {
  /** The admin's uid. */
  actor: string;
  action: Action;
  /** The uid of whom it was done to. */
  target: string;
  /** The message that it was about. */
  message?: { chat_id: string; message_id: string };
  /** What the admin gave as his reason. */
  reason: string | null;
  created: Instant;
}
