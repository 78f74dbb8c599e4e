import type { Instant } from '../../kernel/instant.ts';
import type { Tx } from '../../store/transaction.ts';
import { MAIL_SECONDS, type Mail, type MailMessage } from './model.ts';

/** One write: the mail goes out if the transaction does. `actor` is whom it tells of, if of anybody else. */
export function queueMail(
  tx: Tx,
  id: string,
  to: string,
  message: MailMessage,
  now: Instant,
  actor?: string | null,
): void {
  const expires_at = now.plusSeconds(MAIL_SECONDS);
  const mail: Mail = { to, message, ...(actor && { actor }), created: now, expires_at };
  tx.create(tx.firestore.collection('mail').doc(id), mail);
}
