import type { Instant } from '../../kernel/instant.ts';
import type { Message, NumberedEdit } from '../messages/model.ts';

/** What somebody can be reported for. */
export const REPORT_REASONS = [
  'SPAM',
  'SCAM',
  'HARASSMENT',
  'HATE',
  'VIOLENCE',
  'SEXUAL',
  'CHILD_SAFETY',
  'SELF_HARM',
  'IMPERSONATION',
  'OTHER',
] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];

export const REPORT_STATES = ['OPEN', 'REVIEWING', 'DISMISSED', 'WARNED', 'DISABLED'] as const;
export type ReportState = (typeof REPORT_STATES)[number];

/** What an admin can do about a report. */
export const REPORT_ACTIONS = ['review', 'dismiss', 'warn', 'disable'] as const;
export type ReportAction = (typeof REPORT_ACTIONS)[number];

/** `reports/{id}`: one report; for functions only. */
export interface Report {
  /** The uid of who reports. */
  reporter: string;
  /** The uid of whom he reports. */
  reported: string;
  reason: ReportReason;
  text: string | null;
  chat_id: string | null;
  /** Copies, as the messages stood then: what is edited or deleted later stays here. */
  messages: EvidenceMessage[];
  /** Who wrote them, by which a report is found; missing where it is of before they were noted. */
  authors?: string[];
  created: Instant;
  state: ReportState;
  /** The uid of the admin who last did something about it, when, and his note. */
  handled_by: string | null;
  handled_at: Instant | null;
  note: string | null;
  /** The id of the last report that says the same, where there was another once this one was dealt with. */
  latest?: string;
}

/** What nobody has looked at yet; so is what was reported before there was a queue. */
export const UNHANDLED = {
  state: 'OPEN',
  handled_by: null,
  handled_at: null,
  note: null,
} as const satisfies Partial<Report>;

/** A message as it was reported. Who else has deleted it for himself is not the report's business. */
export type EvidenceMessage = Omit<Message, 'hidden_for'> & {
  message_id: string;
  /** What it said before it was edited, the oldest first: not all of it where that is much. */
  former?: NumberedEdit[];
};
