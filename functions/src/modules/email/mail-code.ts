import type { Context } from '../../context/context.ts';
import { deterministicId } from '../../kernel/deterministic-id.ts';
import { ID_LENGTH } from '../../kernel/random.ts';
import type { Tx } from '../../store/transaction.ts';
import { compose, type MailAction, type MailParts } from '../mail/compose.ts';
import { queueMail } from '../mail/store.ts';
import type { AuthAccount } from '../users/account.ts';
import { hasEnough, withCode, type CodePurpose } from './codes.ts';
import { putCodes, putDecoy, readCodes } from './store.ts';

const SECRET_BYTES = 32;
/** The mail of each purpose, and the `mode` of its link, by Firebase's own names for them. */
const MAILS: Record<CodePurpose, Omit<MailParts, 'action'> & { mode: string; label: string }> = {
  RESET_PASSWORD: {
    mode: 'resetPassword',
    label: 'Set a new password',
    subject: 'Set a new password',
    before: [
      'Somebody asked for a new password for your account. To set one, use within one hour:',
    ],
    after: [
      'Of several such mails each works for its hour, until one is used.',
      'If that was not you, you need not do anything: your password stays as it is.',
    ],
  },
  VERIFY_EMAIL: {
    mode: 'verifyEmail',
    label: 'Confirm the address',
    subject: 'Confirm your e-mail address',
    before: [
      'To confirm that this e-mail address is yours, use within one hour, signed in as you are:',
    ],
    after: ['If you have no account with us, ignore this mail.'],
  },
};

/**
 * Makes a code for an address and mails it to its account, inside a transaction. Without an account
 * it does as much, and no mail goes out. The code has 256 random bits, and only its keyed hash is kept.
 * Where anybody may ask, nothing is done after some recent mails, account or not.
 *
 * Costs 1 read and 2 writes, or none.
 */
export async function mailCode(
  tx: Tx,
  ctx: Context,
  purpose: CodePurpose,
  address: string,
  account: AuthAccount | undefined,
): Promise<void> {
  const now = ctx.clock.now();
  const id = codesIdOf(ctx, purpose, address);
  const secret = ctx.random.secret(SECRET_BYTES);
  const uid = account?.uid ?? null;
  const email = account?.email ?? null;
  const made = { purpose, uid, email };
  const known = await readCodes(tx, id);
  if (purpose === 'RESET_PASSWORD' && hasEnough(known, uid, now)) return;
  const codes = withCode(known, made, hashOf(ctx, id, secret), now);
  putCodes(tx, id, codes);
  if (email === null) return putDecoy(tx, ctx.random.id(), codes);
  const { mode, label, ...parts } = MAILS[purpose];
  const action = actionOf(ctx.config.app_link_base, mode, label, id + secret);
  queueMail(tx, ctx.random.id(), email, compose({ ...parts, action }), now);
}

/** The document of all codes of a purpose that were mailed to an address. */
export function codesIdOf(ctx: Context, purpose: CodePurpose, address: string): string {
  return deterministicId(ctx.hash, 'email-codes', purpose, address);
}

/** The document that a code belongs to, whose id stands before the secret, and its hash there. */
export function parseCode(ctx: Context, code: string): { id: string; hash: string } | undefined {
  if (!/^[A-Za-z0-9]{20}[\w-]{43}$/.test(code)) return undefined;
  const [id, secret] = [code.slice(0, ID_LENGTH), code.slice(ID_LENGTH)];
  return { id, hash: hashOf(ctx, id, secret) };
}

function hashOf(ctx: Context, id: string, secret: string): string {
  return ctx.hash('email-code', id, secret);
}

function actionOf(base: string, mode: string, label: string, code: string): MailAction {
  if (base === '') return { code };
  const link = new URL(base);
  link.searchParams.set('mode', mode);
  link.searchParams.set('oobCode', code);
  return { link: link.href, label };
}
