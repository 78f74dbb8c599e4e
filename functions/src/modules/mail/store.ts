import type { Instant } from '../../kernel/instant.ts';
import type { Tx } from '../../store/transaction.ts';
import { MAIL_SECONDS, type Mail, type MailMessage } from './model.ts';

/** One write: the mail goes out if the transaction does. */
export function queueMail(
  tx: Tx,
  id: string,
  to: string,
  message: MailMessage,
  now: Instant,
): void {
  const mail: Mail = { to, message, created: now, expires_at: now.plusSeconds(MAIL_SECONDS) };
  tx.create(tx.firestore.collection('mail').doc(id), mail);
}
