import type { Context } from '../../context/context.ts';
import { fieldError, ParleyError } from '../../kernel/errors.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Tx } from '../../store/transaction.ts';
import { claimEvent, readEvent } from '../events/store.ts';
import { countIn } from '../limits/enforce.ts';
import { isTaken } from '../users/held-username.ts';
import { giveUpUsername, readKnownUsername, takeUsername } from '../users/store.ts';
import { isReserved } from '../users/username.ts';

/**
 * Gives a user another username, inside the transaction that writes his profile. The former one is held for
 * him, so that for 30 days nobody can pass for him by it; he may take it back at once.
 *
 * It writes the event document that it has read, as does whoever opens a chat with him or adds him to a
 * group: so no chat is made with the former name that `carryUsername` does not see.
 *
 * Costs 4 reads, 4 writes and 1 delete; 1 delete more where the new one was held.
 *
 * @param modified what the profile says of when it changed
 * @throws ParleyError USERNAME_TAKEN, FIELDS_INVALID naming `username`; RATE_LIMITED
 */
export async function changeUsername(
  tx: Tx,
  ctx: Context,
  uid: string,
  { from, to, modified }: { from: string; to: string; modified: Instant },
): Promise<void> {
  if (isReserved(to)) {
    throw new ParleyError('FIELDS_INVALID', [{ field: 'username', message: 'is reserved' }]);
  }
  const known = await readKnownUsername(tx, ctx.hash, to);
  const now = ctx.clock.now();
  if (isTaken(known, uid, now)) throw fieldError('USERNAME_TAKEN', 'username');
  const event = await readEvent(tx, uid);
  await countIn(tx, ctx, [{ limit: 'username_change_by_account', key: uid }]);
  takeUsername(tx, ctx.hash, to, known, uid, now);
  giveUpUsername(tx, ctx.hash, from, uid, now);
  claimEvent(tx, uid, event, now, { renamed: modified });
}
