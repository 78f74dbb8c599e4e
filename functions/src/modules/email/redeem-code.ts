import type { Context } from '../../context/context.ts';
import { fieldError } from '../../kernel/errors.ts';
import type { Reader } from '../../store/reader.ts';
import type { AuthAccount } from '../users/account.ts';
import { withBelievedEmail } from '../auth/email-proof.ts';
import { shutOut } from '../auth/shut-out.ts';
import { relistUser } from '../directory/list-user.ts';
import { judgeCode, type CodePurpose } from './codes.ts';
import { parseCode } from './mail-code.ts';
import { putCodes, readCodes } from './store.ts';

/** An account that has just been proven to read the mail of its address. */
export type ProvenAccount = AuthAccount & { email: string };

/**
 * Whose code it is, without using it up. The account must still have the address that the mail went to.
 * Costs 1 read, and 2 more where the account has no record of its address; a made-up code costs nothing.
 *
 * @throws ParleyError OOB_CODE_INVALID, OOB_CODE_EXPIRED
 */
export async function ownerOfCode(
  ctx: Context,
  purpose: CodePurpose,
  code: string,
): Promise<ProvenAccount> {
  const { uid, email } = await readGoodCode(ctx, ctx.db, purpose, code);
  const account = await ctx.accounts.find(uid);
  if (account?.is_disabled !== false) await shutOut(ctx, uid);
  if (account === undefined || account.email !== email || account.is_disabled) throw invalid();
  return { ...(await withBelievedEmail(ctx, account)), email };
}

/**
 * Uses a code up, and with it all others of its purpose and address: of two at once, one succeeds. From
 * then on its owner can be found by the address, if he allows it.
 *
 * Costs 2 reads and 1 write, and 2 writes where the address was not proven before.
 *
 * @throws ParleyError OOB_CODE_INVALID, OOB_CODE_EXPIRED
 */
export function redeemCode(ctx: Context, purpose: CodePurpose, code: string): Promise<void> {
  return ctx.db.transact(async (tx) => {
    const { id, uid, email } = await readGoodCode(ctx, tx, purpose, code);
    putCodes(tx, id, { codes: [] });
    await relistUser(tx, ctx, uid, { ways: { email } });
  });
}

async function readGoodCode(
  ctx: Context,
  source: Reader,
  purpose: CodePurpose,
  code: string,
): Promise<{ id: string; uid: string; email: string }> {
  const parsed = parseCode(ctx, code);
  if (parsed === undefined) throw invalid();
  const known = await readCodes(source, parsed.id);
  const verdict = judgeCode(known, purpose, parsed.hash, ctx.clock.now());
  if (verdict === 'expired') throw fieldError('OOB_CODE_EXPIRED', 'oob_code');
  const { uid = null, email = null } = known ?? {};
  if (verdict === 'invalid' || uid === null || email === null) throw invalid();
  return { id: parsed.id, uid, email };
}

function invalid() {
  return fieldError('OOB_CODE_INVALID', 'oob_code');
}
