import type { Reader } from '../../store/reader.ts';
import type { Tx } from '../../store/transaction.ts';
import type { MessageEdit, NumberedEdit } from './model.ts';
import { messageRef } from './store.ts';

/** One write. */
export function createEdit(
  tx: Tx,
  chat_id: string,
  message_id: string,
  number: number,
  edit: MessageEdit,
): void {
  tx.create(messageRef(tx, chat_id, message_id).collection('edits').doc(`${number}`), edit);
}

/** What edits replaced, by their numbers, of those there are. One read for each number. */
export async function readEdits(
  source: Reader,
  chat_id: string,
  message_id: string,
  numbers: readonly number[],
): Promise<NumberedEdit[]> {
  if (numbers.length === 0) return [];
  const edits = messageRef(source, chat_id, message_id).collection('edits');
  const found = await source.getAll(numbers.map((number) => edits.doc(`${number}`)));
  return numbers.flatMap((number, index) => {
    const edit = found[index] as MessageEdit | undefined;
    return edit === undefined ? [] : [{ number, ...edit }];
  });
}

/** One delete for each of the numbers. */
export function deleteEdits(
  tx: Tx,
  chat_id: string,
  message_id: string,
  numbers: readonly number[],
): void {
  const edits = messageRef(tx, chat_id, message_id).collection('edits');
  for (const number of numbers) tx.delete(edits.doc(`${number}`));
}

/** One write: only so many of its edits are left. */
export function setEdits(tx: Tx, chat_id: string, message_id: string, edits: number): void {
  tx.update(messageRef(tx, chat_id, message_id), { edits });
}
