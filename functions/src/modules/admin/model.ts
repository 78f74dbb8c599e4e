import type { Instant } from '../../kernel/instant.ts';

/** What an admin can do to somebody. */
export const ACTIONS = [
  'DISABLE_USER',
  'ENABLE_USER',
  'REVOKE_SESSIONS',
  'GRANT_ADMIN',
  'WITHDRAW_ADMIN',
  'READ_EDITS',
  'SET_CLIENT_CONFIG',
  'REVIEW_REPORT',
  'DISMISS_REPORT',
  'WARN_USER',
] as const;
export type Action = (typeof ACTIONS)[number];

/** `audit/{id}`: one act of an admin; for functions only, written once and never changed. */
export interface AuditEntry {
  /** The admin's uid. */
  actor: string;
  action: Action;
  /** The uid of whom it was done to; of the configuration, its document's path. */
  target: string;
  /** The message that it was about. */
  message?: { chat_id: string; message_id: string };
  /** The id of the report that it was about. */
  report?: string;
  /** What the configuration was to be changed to; null takes a value away. */
  change?: Record<string, unknown>;
  /** What the admin gave as his reason. */
  reason: string | null;
  created: Instant;
}
