import type { Context } from '../../context/context.ts';
import { LATE_SECONDS, SECOND_ROUND_SECONDS, type Deletion } from './model.ts';
import { enqueueErasing } from './enqueue-erasing.ts';
import { STEPS } from './steps.ts';
import { dropDeletion, putDeletion, readDeletion } from './store.ts';

/** What a run gets through, so that it ends in time; with each of these go some hundred documents. */
const PARTS_PER_RUN = 25;

type Position = Pick<Deletion, 'step' | 'cursor'>;

/** Where every round begins. */
export const BEGINNING: Position = { step: STEPS[0].name, cursor: null };

/**
 * Goes on with the deletion of an account where the last run ended, and asks for the next run where it is not
 * through. What a run that died has done is done again, which finds nothing left. Of several runs at once the
 * first to end says where it goes on.
 *
 * Costs what the steps cost that it gets through, 1 read, and 1 read and 1 write (or delete) to note it.
 */
export async function continueDeletion(ctx: Context, uid: string): Promise<void> {
  const known = await readDeletion(ctx.db, uid);
  if (known === undefined || isToCome(ctx, known)) return;
  const end = (await isGivenAnew(ctx, uid, known)) ? null : await erase(ctx, uid, known);
  const next = end ?? (known.round === 1 ? BEGINNING : undefined);
  const noted = await note(ctx, uid, known, next && after(ctx, known, end !== null, next));
  if (noted !== undefined && end !== null) await enqueueErasing(ctx, uid, noted);
}

/** Whether its second round is not due yet: a task of the first may come twice. */
function isToCome(ctx: Context, { round, step, cursor, due_at }: Deletion): boolean {
  const begins = step === BEGINNING.step && cursor === BEGINNING.cursor;
  return round === 2 && begins && due_at.compare(ctx.clock.now()) > 0;
}

/**
 * Whether in the second round somebody else has the uid, as only an operator can give it. An account that
 * nobody has a way into is one that a late custom token has made, and goes.
 */
async function isGivenAnew(ctx: Context, uid: string, { round }: Deletion): Promise<boolean> {
  if (round === 1) return false;
  const account = await ctx.accounts.find(uid);
  return account !== undefined && account.providers.length > 0;
}

/** Answers where it goes on; `null` where the round is through. */
async function erase(ctx: Context, uid: string, from: Position): Promise<Position | null> {
  // A step that a later version of ours does not have: from the beginning, to miss nothing.
  let index = Math.max(
    0,
    STEPS.findIndex(({ name }) => name === from.step),
  );
  let { cursor } = from;
  for (let part = 0; part < PARTS_PER_RUN; part += 1) {
    const step = STEPS[index];
    if (step === undefined) return null;
    cursor = await step.run(ctx, uid, cursor);
    if (cursor === null) index += 1;
  }
  const next = STEPS[index];
  return next === undefined ? null : { step: next.name, cursor };
}

function after(ctx: Context, known: Deletion, same_round: boolean, next: Position): Deletion {
  const due = same_round ? LATE_SECONDS : SECOND_ROUND_SECONDS;
  return {
    ...next,
    round: same_round ? known.round : 2,
    runs: known.runs + 1,
    requested: known.requested,
    due_at: ctx.clock.now().plusSeconds(due),
  };
}

/** Unless another run has come further. `next` is `undefined` where nothing is left to do. */
function note(
  ctx: Context,
  uid: string,
  { runs }: Deletion,
  next: Deletion | undefined,
): Promise<Deletion | undefined> {
  return ctx.db.transact(async (tx) => {
    if ((await readDeletion(tx, uid))?.runs !== runs) return undefined;
    if (next === undefined) dropDeletion(tx, uid);
    else putDeletion(tx, uid, next);
    return next;
  });
}
