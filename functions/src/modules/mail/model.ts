import type { Instant } from '../../kernel/instant.ts';

/**
 * `mail/{id}`: a mail to be sent, in the form of Firebase's Trigger Email extension, which sends what
 * it finds and adds its own field `delivery`
 * (https://extensions.dev/extensions/firebase/firestore-send-email). For functions only.
 */
export interface Mail {
  /** The address. */
  to: string;
  message: MailMessage;
  /** The uid of whom it tells something, where that is another user. */
  actor?: string;
  created: Instant;
  /** TTL field. */
  expires_at: Instant;
}

export interface MailMessage {
  subject: string;
  text: string;
  html: string;
}

/** How long a mail stays, in seconds: a day, in which the extension may try again. */
export const MAIL_SECONDS = 86_400;
