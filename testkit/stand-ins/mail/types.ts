/** A mail that the stand-in has sent: it reached nobody, and is in the inbox. */
export interface SentMail {
  /** When it was sent, RFC 3339 UTC. */
  received: string;
  /** The id of its document in `mail/`. */
  id: string;
  to: string[];
  subject: string;
  text: string;
  html: string;
}
