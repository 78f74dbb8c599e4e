import type { SentMail } from '../../testkit/stand-ins/mail/types.ts';

/** One line about a mail: when, to whom, and what it says. */
export function mailLine({ received, to, subject, text }: SentMail): string {
  const time = new Date(received).toTimeString().slice(0, 8);
  return `${time}  mail to ${to.join(', ')}: ${subject} – ${text}`
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .trim();
}
